package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is there, let in or not. Safe for use by many threads. */
final class Clients {

    private final Map<UUID, Client> byId = new ConcurrentHashMap<>();

    void add(Client client) {
        byId.put(client.id(), client);
    }

    void remove(Client client) {
        byId.remove(client.id(), client);
    }

    @Nullable Client find(UUID id) {
        return byId.get(id);
    }

    @Nullable Client find(ClientHead head) {
        return byId.get(head.getSessionId());
    }

    List<Client> all() {
        return List.copyOf(byId.values());
    }

    /** How many have been let in. */
    int open() {
        return (int)
                byId.values().stream().filter(client -> client.stage().isOpen()).count();
    }

    /** How many there are, let in or not. */
    int count() {
        return byId.size();
    }

    /** How many packets wait for clients that do not keep up. */
    int waiting() {
        return byId.values().stream()
                .mapToInt(client -> client.sendQueue().waiting())
                .sum();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }
}
