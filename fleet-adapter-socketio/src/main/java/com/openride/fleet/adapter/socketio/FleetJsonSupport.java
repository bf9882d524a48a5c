package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.protocol.AckArgs;
import com.corundumstudio.socketio.protocol.AuthPacket;
import com.corundumstudio.socketio.protocol.JsonSupport;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes for the library, and reads nothing for it: events are decoded by us, in {@link Json}. */
final class FleetJsonSupport implements JsonSupport {

    private final int maxPayload;
    private final long pingTimeoutMillis;

    FleetJsonSupport(int maxPayload, Duration pingTimeout) {
        this.maxPayload = maxPayload;
        this.pingTimeoutMillis = pingTimeout.toMillis();
    }

    @Override
    public void writeValue(ByteBufOutputStream out, Object value) throws IOException {
        Json.MAPPER.writeValue((OutputStream) out, value instanceof AuthPacket open ? opening(open) : value);
    }

    /**
     * The handshake as Engine.IO 4 has it. The library leaves out {@code maxPayload}, by which clients cut batches, and its
     * own ping timeout is off, since silence is watched by us.
     */
    private Map<String, Object> opening(AuthPacket open) {
        return Map.of(
                "sid", open.getSid(),
                "upgrades", open.getUpgrades(),
                "pingInterval", open.getPingInterval(),
                "pingTimeout", pingTimeoutMillis,
                "maxPayload", maxPayload);
    }

    @Override
    public <T> T readValue(String namespace, ByteBufInputStream source, Class<T> type) throws IOException {
        throw new IOException("nothing is read by the library");
    }

    @Override
    public AckArgs readAckArgs(ByteBufInputStream source, AckCallback<?> callback) throws IOException {
        throw new IOException("nothing is read by the library");
    }

    @Override
    public void addEventMapping(String namespace, String event, Class<?>... types) {
        // Nothing is mapped.
    }

    @Override
    public void removeEventMapping(String namespace, String event) {
        // Nothing is mapped.
    }

    @Override
    public List<byte[]> getArrays() {
        return List.of();
    }
}
