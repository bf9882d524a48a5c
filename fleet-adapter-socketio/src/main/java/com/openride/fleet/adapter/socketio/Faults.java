package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How failures look on the wire: a code, a sentence, and what to act on; never where in our code they arose. */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static Map<String, Object> body(FleetException fault) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", fault.code().name());
        body.put("message", fault.getMessage());
        if (!fault.details().isEmpty()) {
            body.put("details", fault.details());
        }
        return body;
    }

    /** The failure as a client may see it. What nobody foresaw is logged, without what the client had sent. */
    static FleetException of(Throwable failure, String doing) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof FleetException fault) {
            return fault;
        }
        LOG.error("{} failed", doing, cause);
        return new Refused(FaultCode.INTERNAL, "internal error");
    }
}
