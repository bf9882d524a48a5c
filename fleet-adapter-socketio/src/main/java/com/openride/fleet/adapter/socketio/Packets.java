package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the library's packets. */
final class Packets {

    private Packets() {}

    static Packet event(String name, Map<String, @Nullable Object> payload) {
        Packet packet = message(PacketType.EVENT);
        packet.setName(name);
        packet.setData(List.of(payload));
        return packet;
    }

    static Packet ack(long id, Map<String, @Nullable Object> answer) {
        Packet packet = message(PacketType.ACK);
        packet.setAckId(id);
        packet.setData(List.of(answer));
        return packet;
    }

    /** The answer to CONNECT. */
    static Packet connected(UUID sessionId) {
        Packet packet = message(PacketType.CONNECT);
        packet.setData(Map.of("sid", sessionId.toString()));
        return packet;
    }

    /** The answer to a CONNECT to any namespace but the default one. */
    static Packet invalidNamespace(String connect) {
        int end = connect.indexOf(',');
        Packet packet = message(PacketType.ERROR);
        packet.setNsp(end < 0 ? connect : connect.substring(0, end));
        packet.setData(Map.of("message", "Invalid namespace"));
        return packet;
    }

    static Packet refusal(Map<String, @Nullable Object> reason) {
        Packet packet = message(PacketType.ERROR);
        packet.setData(reason);
        return packet;
    }

    static Packet noop() {
        return new Packet(PacketType.NOOP, EngineIOVersion.V4);
    }

    private static Packet message(PacketType kind) {
        Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
        packet.setSubType(kind);
        packet.setNsp("");
        return packet;
    }
}
