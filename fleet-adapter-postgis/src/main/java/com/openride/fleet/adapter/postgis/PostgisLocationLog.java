package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** The trail of every fix. Writing is {@link FixWriter}'s, questions go to a few threads with a bounded queue. */
final class PostgisLocationLog implements LocationLog {

    private final FixWriter writer;
    private final FixTable table;
    private final ExecutorService askers;

    /** Closes neither. */
    PostgisLocationLog(FixWriter writer, FixTable table, ExecutorService askers) {
        this.writer = writer;
        this.table = table;
        this.askers = askers;
    }

    @Override
    public CompletionStage<Appended> append(DriverLocation location) {
        return writer.append(location);
    }

    @Override
    public CompletionStage<Boolean> knows(DriverId driver, Instant recordedAt) {
        try {
            return CompletableFuture.supplyAsync(() -> table.knows(driver, recordedAt), askers);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(
                    new Refused(FaultCode.OVERLOADED, "too many questions wait; try again"));
        }
    }
}
