package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.LocationFix;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A driver's device tells where it is.
 *
 * <p>Safe for use by many threads, event loops included: no method blocks. Fixes of one driver take effect one after
 * another, in the order of the calls. Watchers are told before the fix is durable; the receipt comes after. Stages never
 * fail; they complete on any thread.
 */
public interface ReportLocation {

    /** Reports one fix, within the driver's rate limit. A fix already known is accepted whatever the limit says. */
    CompletionStage<LocationReceipt> report(DriverId driver, LocationFix fix);

    /**
     * Catches up on fixes recorded while the device had no reception: stores them all, outside the limit, and shows
     * watchers only the newest, if it is news and within the limit.
     *
     * @param fixes in any order
     * @return a receipt for each, in the order given
     */
    CompletionStage<List<LocationReceipt>> reportAll(DriverId driver, List<LocationFix> fixes);
}
