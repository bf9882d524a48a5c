package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one answer to one event: an ack if the client asked for one, otherwise nothing for success and the event
 * {@code error} for failure. May be given on any thread; a second answer is dropped.
 */
final class Reply {

    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private final Client client;
    private final long ackId;
    private final AtomicBoolean given = new AtomicBoolean();

    /**
     * A reply that is still to be given.
     *
     * @param ackId the client's id for the ack, or -1 when it asked for none
     */
    Reply(Client client, long ackId) {
        this.client = client;
        this.ackId = ackId;
    }

    /** It worked. */
    void ok() {
        ok(Map.of());
    }

    /** It worked, and this is what came of it. */
    void ok(Map<String, @Nullable Object> outcome) {
        if (given.compareAndSet(false, true) && ackId >= 0) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("ok", true);
            answer.putAll(outcome);
            client.outbox().send(Packets.ack(ackId, answer));
        }
    }

    /** It did not work. What is not ours to tell is logged, without the payload, and called INTERNAL. */
    void fail(Throwable failure) {
        if (!given.compareAndSet(false, true)) {
            return;
        }
        Map<String, @Nullable Object> fault = Wire.fault(faultOf(failure));
        if (ackId < 0) {
            client.outbox().send(Packets.event(EventNames.ERROR, fault));
            return;
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("error", fault);
        client.outbox().send(Packets.ack(ackId, answer));
    }

    static FleetException faultOf(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof FleetException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FleetException fault) {
            return fault;
        }
        LOG.error("unexpected failure", failure);
        return new Refused(FaultCode.INTERNAL, "something went wrong on our side");
    }
}
