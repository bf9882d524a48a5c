package com.openride.fleet.application.location;

import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Refused;
import com.openride.fleet.application.port.in.LocationReceipt.Throttled;
import com.openride.fleet.application.port.in.ReportLocation;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.LocationLog.Appended;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Throttle, stamp, tell, log: in that order, so that riders never wait for the disk and the receipt always does. */
public final class LocationReporting implements ReportLocation {

    private final LiveFleet fleet;
    private final LocationThrottle throttle;
    private final LocationTelling telling;
    private final LocationLog log;
    private final InstantSource clock;

    public LocationReporting(
            LiveFleet fleet, LocationThrottle throttle, LocationTelling telling, LocationLog log, InstantSource clock) {
        this.fleet = fleet;
        this.throttle = throttle;
        this.telling = telling;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public CompletionStage<LocationReceipt> report(DriverId driver, LocationFix fix) {
        Instant receivedAt = clock.instant();
        return fleet.inLane(driver, live -> admit(live, fix, receivedAt))
                .thenCompose(Function.identity())
                .exceptionally(failure -> new Refused(Stages.fault(failure)));
    }

    @Override
    public CompletionStage<List<LocationReceipt>> reportAll(DriverId driver, List<LocationFix> fixes) {
        Instant receivedAt = clock.instant();
        return fleet.inLane(driver, live -> catchUp(live, fixes, receivedAt))
                .thenCompose(LocationReporting::all)
                .exceptionally(failure -> refusedAll(fixes, Stages.fault(failure)));
    }

    private CompletionStage<LocationReceipt> admit(LiveDriver live, LocationFix fix, Instant receivedAt) {
        return live.receiptOf(fix.recordedAt())
                .map(known -> known.thenApply(LocationReporting::asDuplicate))
                .orElseGet(() -> admitNew(live, live.located(fix, receivedAt)));
    }

    private CompletionStage<LocationReceipt> admitNew(LiveDriver live, DriverLocation location) {
        return decided(
                live,
                location,
                decision -> decision instanceof Gcra.Admitted grant
                        ? accept(live, location, grant)
                        : refuseUnlessKnown(live, location, (Gcra.Refused) decision));
    }

    /** Goes on with the throttle's decision in the driver's lane, also when it had to be asked for elsewhere. */
    private <T> CompletionStage<T> decided(
            LiveDriver live, DriverLocation location, Function<Gcra.Decision, CompletionStage<T>> next) {
        CompletableFuture<Gcra.Decision> decision =
                throttle.tryAdmit(live.driver(), location.receivedAt()).toCompletableFuture();
        if (decision.isDone()) {
            return next.apply(decision.join());
        }
        return decision.thenCompose(made -> fleet.inLane(live.driver(), same -> next.apply(made))
                        .whenComplete((taken, failure) -> giveBackIfLost(live.driver(), made, failure)))
                .thenCompose(Function.identity());
    }

    /** The lane had no room: nothing came of the slot. */
    private void giveBackIfLost(DriverId driver, Gcra.Decision decision, @Nullable Throwable failure) {
        if (failure != null && decision instanceof Gcra.Admitted grant) {
            throttle.giveBack(driver, grant);
        }
    }

    private CompletionStage<LocationReceipt> accept(LiveDriver live, DriverLocation location, Gcra.Admitted grant) {
        telling.take(live, location);
        CompletionStage<LocationReceipt> written = write(live, location);
        telling.tellNoticed(live);
        return written.whenComplete((receipt, failure) -> giveBackUnlessStored(live.driver(), grant, receipt));
    }

    /** The log is asked only about a fix that it can have: nobody has heard of one recorded after the newest. */
    private CompletionStage<LocationReceipt> refuseUnlessKnown(
            LiveDriver live, DriverLocation location, Gcra.Refused refusal) {
        boolean isLater = live.newest()
                .map(newest -> location.fix().recordedAt().isAfter(newest.fix().recordedAt()))
                .orElse(false);
        if (isLater) {
            return CompletableFuture.completedStage(new Throttled(refusal.retryAfter()));
        }
        return log.knows(location.driver(), location.fix().recordedAt())
                .thenApply(known -> known ? new Accepted(location, true) : new Throttled(refusal.retryAfter()));
    }

    private void giveBackUnlessStored(DriverId driver, Gcra.Admitted grant, LocationReceipt receipt) {
        if (!(receipt instanceof Accepted accepted) || accepted.duplicate()) {
            throttle.giveBack(driver, grant);
        }
    }

    private CompletionStage<LocationReceipt> write(LiveDriver live, DriverLocation location) {
        Instant recordedAt = location.fix().recordedAt();
        CompletionStage<LocationReceipt> receipt = log.append(location)
                .handle((appended, failure) -> failure == null
                        ? new Accepted(location, appended == Appended.DUPLICATE)
                        : new Refused(Stages.fault(failure)));
        live.remember(recordedAt, receipt);
        receipt.thenAccept(outcome -> forgetUnlessStored(live.driver(), recordedAt, outcome));
        return receipt;
    }

    private void forgetUnlessStored(DriverId driver, Instant recordedAt, LocationReceipt outcome) {
        if (!(outcome instanceof Accepted)) {
            fleet.inLane(driver, live -> {
                live.forget(recordedAt);
                return true;
            });
        }
    }

    private List<CompletionStage<LocationReceipt>> catchUp(
            LiveDriver live, List<LocationFix> fixes, Instant receivedAt) {
        SortedMap<Integer, CompletionStage<LocationReceipt>> receipts = new TreeMap<>();
        List<DriverLocation> stored = new ArrayList<>();
        IntStream.range(0, fixes.size())
                .boxed()
                .sorted(Comparator.comparing(index -> fixes.get(index).recordedAt()))
                .forEach(index -> receipts.put(index, store(live, fixes.get(index), receivedAt, stored)));
        if (!stored.isEmpty()) {
            tellNewest(live, stored.get(stored.size() - 1));
            telling.tellNoticed(live);
        }
        return List.copyOf(receipts.values());
    }

    private CompletionStage<LocationReceipt> store(
            LiveDriver live, LocationFix fix, Instant receivedAt, List<DriverLocation> stored) {
        try {
            return live.receiptOf(fix.recordedAt())
                    .map(known -> known.thenApply(LocationReporting::asDuplicate))
                    .orElseGet(() -> {
                        DriverLocation location = live.located(fix, receivedAt);
                        stored.add(location);
                        telling.see(live, location);
                        return write(live, location);
                    });
        } catch (FleetException fault) {
            return CompletableFuture.completedStage(new Refused(fault));
        }
    }

    private void tellNewest(LiveDriver live, DriverLocation newest) {
        if (!telling.isNews(live, newest)) {
            return;
        }
        decided(live, newest, decision -> {
            if (decision instanceof Gcra.Admitted) {
                telling.take(live, newest);
            } else {
                telling.takeSilently(live, newest);
            }
            return CompletableFuture.completedStage(decision);
        });
    }

    private static CompletionStage<List<LocationReceipt>> all(List<CompletionStage<LocationReceipt>> receipts) {
        CompletableFuture<?>[] pending =
                receipts.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(pending)
                .thenApply(done -> receipts.stream()
                        .map(receipt -> receipt.toCompletableFuture().join())
                        .toList());
    }

    private static LocationReceipt asDuplicate(LocationReceipt receipt) {
        return receipt instanceof Accepted accepted ? new Accepted(accepted.location(), true) : receipt;
    }

    private static List<LocationReceipt> refusedAll(List<LocationFix> fixes, FleetException fault) {
        return fixes.stream().map(fix -> (LocationReceipt) new Refused(fault)).toList();
    }
}
