package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@code bin/bench} compares the service with: the library alone, doing the least that moves a car on a map. It
 * believes every token, keeps nothing, limits nothing, and acks before anything is safe. Stays until the process is ended.
 */
public final class PlainServer {

    private PlainServer() {}

    /** Serves at the port that the argument names. */
    public static void main(String[] args) throws InterruptedException {
        var config = new Configuration();
        config.setHostname("127.0.0.1");
        config.setPort(Integer.parseInt(args[0]));
        config.setTransports(Transport.WEBSOCKET);
        config.getSocketConfig().setReuseAddress(true);
        var server = new SocketIOServer(config);
        Map<UUID, String> drivers = new ConcurrentHashMap<>();
        server.getNamespace("").addAuthTokenListener((auth, client) -> {
            drivers.put(client.getSessionId(), subject(auth));
            return AuthTokenResult.AuthTokenResultSuccess;
        });
        server.addEventListener("rider:subscribe", Map.class, (client, ids, ack) -> {
            client.joinRoom(String.valueOf(ids.get("driverId")));
            ack.sendAckData(Map.of("ok", true));
        });
        server.addEventListener("driver:location", Map.class, (client, fix, ack) -> {
            server.getRoomOperations(drivers.get(client.getSessionId())).sendEvent("driver:location", fix);
            ack.sendAckData(Map.of("ok", true));
        });
        server.start();
        Thread.currentThread().join();
    }

    private static String subject(Object auth) {
        String token = auth instanceof Map<?, ?> fields ? String.valueOf(fields.get("token")) : "..";
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Json.read(new String(claims, StandardCharsets.UTF_8)).path("sub").asText();
    }
}
