package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.ReportLocation;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Count;
import com.openride.fleet.application.port.out.Measurements.Timing;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Counts fixes by what became of them, and times how long the sender waits for the receipt of a durable one. */
final class MeasuredLocations implements ReportLocation {

    private final ReportLocation plain;
    private final Count accepted;
    private final Count duplicate;
    private final Outcomes refused;
    private final Timing ack;

    MeasuredLocations(ReportLocation plain, Measurements measurements) {
        this.plain = plain;
        accepted = measurements.count("fleet.locations.accepted");
        duplicate = measurements.count("fleet.locations.duplicate");
        refused = new Outcomes(measurements, "fleet.locations.refused");
        ack = measurements.timing("fleet.location.ack");
    }

    @Override
    public CompletionStage<LocationReceipt> report(DriverId driver, LocationFix fix) {
        long start = System.nanoTime();
        return plain.report(driver, fix).thenApply(receipt -> noted(receipt, start));
    }

    @Override
    public CompletionStage<List<LocationReceipt>> reportAll(DriverId driver, List<LocationFix> fixes) {
        long start = System.nanoTime();
        return plain.reportAll(driver, fixes).thenApply(receipts -> {
            receipts.forEach(receipt -> noted(receipt, start));
            return receipts;
        });
    }

    private LocationReceipt noted(LocationReceipt receipt, long start) {
        if (receipt instanceof LocationReceipt.Accepted stored) {
            (stored.duplicate() ? duplicate : accepted).one();
            ack.took(Duration.ofNanos(System.nanoTime() - start));
        } else if (receipt instanceof LocationReceipt.Throttled) {
            refused.count(FaultCode.RATE_LIMIT_EXCEEDED);
        } else if (receipt instanceof LocationReceipt.Refused fault) {
            refused.count(fault.fault().code());
        }
        return receipt;
    }
}
