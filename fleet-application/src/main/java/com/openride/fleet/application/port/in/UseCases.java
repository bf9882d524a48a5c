package com.openride.fleet.application.port.in;

/**
 * Everything the outside may ask of one running fleet, in one hand: what bootstrap builds and driving adapters take.
 *
 * @param sessions lets clients in and out
 * @param locations takes fixes
 * @param availability starts and ends work
 * @param following follows a trip and its car
 * @param registration plans trips
 * @param progress moves trips on
 * @param trips reads trips
 * @param drivers reads drivers
 * @param nearby searches drivers
 * @param alerts shows alerts to operators and takes their steps
 * @param help takes calls for help
 * @param watching shows operators the fleet
 * @param sharing lets others see a trip
 * @param audit shows operators who came, went and looked
 * @param health tells how the service is
 */
public record UseCases(
        OpenSession sessions,
        ReportLocation locations,
        ChangeAvailability availability,
        FollowDriver following,
        RegisterTrip registration,
        ProgressTrip progress,
        ViewTrips trips,
        ViewDrivers drivers,
        FindNearby nearby,
        HandleAlerts alerts,
        CallForHelp help,
        WatchFleet watching,
        ShareTrip sharing,
        ReadAudit audit,
        CheckHealth health) {

    /** The same, with other hands for what is measured. */
    public UseCases with(OpenSession opening, ReportLocation reporting, FollowDriver follow, ProgressTrip progressing) {
        return new UseCases(
                opening,
                reporting,
                availability,
                follow,
                registration,
                progressing,
                trips,
                drivers,
                nearby,
                alerts,
                help,
                watching,
                sharing,
                audit,
                health);
    }
}
