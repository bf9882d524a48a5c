package com.openride.fleet.application.watch;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.port.in.WatchFleet;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.Topic.FleetTopic;
import com.openride.fleet.domain.event.Topic.OpsTopic;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.Bounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets operators watch: listen first, read second, so that nothing falls in between. */
public final class FleetWatching implements WatchFleet {

    private static final Logger LOG = LoggerFactory.getLogger(FleetWatching.class);
    private static final Duration SHOWN = Duration.ofHours(1);
    private static final int MOST_DRIVERS = 50_000;
    private static final int MOST_OPEN = 200;
    private static final int MOST_MISSED = 200;

    private final Sources sources;
    private final AlertRaising raising;
    private final FleetBroadcast broadcast;
    private final Background background;
    private final InstantSource clock;
    private final Set<AlertTail> tails = ConcurrentHashMap.newKeySet();

    /**
     * Watches the fleet.
     *
     * @param sources what is read when watching begins
     * @param raising what waits to be stored
     * @param background where the journal of alerts is read again after a gap; closed by its owner
     */
    public FleetWatching(
            Sources sources,
            AlertRaising raising,
            FleetBroadcast broadcast,
            Background background,
            InstantSource clock) {
        this.sources = sources;
        this.raising = raising;
        this.broadcast = broadcast;
        this.background = background;
        this.clock = clock;
    }

    /**
     * What is read when watching begins.
     *
     * @param drivers where they are
     * @param alerts those that are open, and their journal
     */
    public record Sources(Drivers drivers, Alerts alerts) {}

    @Override
    public Watching watch(Principal principal, Request request, Watcher watcher) {
        principal.requireAny(Role.ADMIN);
        var news = new AreaNews(request.bounds());
        var tail = new AlertTail(watcher, sources.alerts(), background);
        var watched = new Watched(news, tail, () -> tails.remove(tail));
        watched.add(broadcast.listen(new FleetTopic(), news::hear));
        watched.add(broadcast.listen(new OpsTopic(), tail::hear));
        try {
            news.read(drivers(request.bounds()));
            readAlerts(request.lastAlertVersion(), watched);
        } catch (RuntimeException failure) {
            watched.close();
            throw failure;
        }
        tails.add(tail);
        return watched;
    }

    /** Makes up for changes of alerts of which nothing was heard. To be called every few seconds; may block. */
    public void checkAlerts() {
        if (tails.isEmpty()) {
            return;
        }
        try {
            long version = sources.alerts().version();
            tails.forEach(tail -> tail.catchUpTo(version));
        } catch (FleetException fault) {
            LOG.debug("the journal of alerts cannot be looked at: {}", fault.code());
        }
    }

    private List<DriverPlace> drivers(Bounds bounds) {
        var search = new Drivers.Search(
                bounds.center(),
                bounds.reachMeters(),
                Set.of(DriverStatus.values()),
                clock.instant().minus(SHOWN),
                MOST_DRIVERS);
        return sources.drivers().nearby(search);
    }

    private void readAlerts(@Nullable Long lastVersion, Watched watched) {
        // Read before what is open, so that a change in between is told as well, rather than not at all.
        long version = sources.alerts().version();
        // Who knows more than there is knows another journal, as that of an embedded service before a restart.
        long known = lastVersion == null || lastVersion > version ? version : lastVersion;
        List<Alert> missed = known < version ? sources.alerts().above(known, MOST_MISSED) : List.of();
        watched.show(open(), known, missed);
    }

    private List<Alert> open() {
        var open = new Alerts.Filter(
                Set.of(AlertStatus.RAISED, AlertStatus.ACKNOWLEDGED),
                Set.of(),
                Set.of(),
                null,
                null,
                0,
                Long.MAX_VALUE,
                MOST_OPEN);
        return Stream.concat(raising.notStored().stream(), sources.alerts().list(open).stream())
                .filter(alert -> !alert.report().details().late())
                .toList();
    }
}
