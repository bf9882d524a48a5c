package com.openride.fleet.application.live;

import com.openride.fleet.application.port.in.LocationReceipt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a driver's latest fixes by recorded time, so that a repeated fix waits for the same write and costs no
 * query. A fix forgotten here is still found by the log.
 */
final class RecentFixes {

    private static final int MOST = 256;

    private final Map<Instant, CompletionStage<LocationReceipt>> receipts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, CompletionStage<LocationReceipt>> eldest) {
            return size() > MOST;
        }
    };

    @Nullable CompletionStage<LocationReceipt> find(Instant recordedAt) {
        return receipts.get(recordedAt);
    }

    void remember(Instant recordedAt, CompletionStage<LocationReceipt> receipt) {
        receipts.put(recordedAt, receipt);
    }

    void forget(Instant recordedAt) {
        receipts.remove(recordedAt);
    }
}
