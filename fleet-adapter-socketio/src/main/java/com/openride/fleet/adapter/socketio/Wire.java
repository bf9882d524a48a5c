package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import java.util.List;
import java.util.Map;

/** Makes the packets that we send. */
final class Wire {

    private Wire() {}

    static Packet event(String name, Object payload) {
        return event(name, List.of(payload));
    }

    static Packet event(String name, List<?> payloads) {
        Packet packet = message(PacketType.EVENT);
        packet.setName(name);
        packet.setData(payloads);
        return packet;
    }

    static Packet ack(long id, Object payload) {
        return ack(id, List.of(payload));
    }

    static Packet ack(long id, List<?> payloads) {
        Packet packet = message(PacketType.ACK);
        packet.setAckId(id);
        packet.setData(payloads);
        return packet;
    }

    static Packet connected(String sessionId) {
        Packet packet = message(PacketType.CONNECT);
        packet.setData(Map.of("sid", sessionId));
        return packet;
    }

    static Packet connectError(String namespace, Map<String, ?> error) {
        Packet packet = message(PacketType.ERROR);
        packet.setNsp(namespace);
        packet.setData(error);
        return packet;
    }

    static Packet disconnect() {
        return message(PacketType.DISCONNECT);
    }

    static Packet noop() {
        return new Packet(PacketType.NOOP, EngineIOVersion.V4);
    }

    static Packet close() {
        return new Packet(PacketType.CLOSE, EngineIOVersion.V4);
    }

    private static Packet message(PacketType type) {
        var packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
        packet.setSubType(type);
        return packet;
    }
}
