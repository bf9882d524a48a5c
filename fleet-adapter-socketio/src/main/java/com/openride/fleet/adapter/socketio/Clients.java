package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Every client that is connected, by the id that the library gave it. Safe for use by many threads. */
final class Clients {

    private final ConcurrentMap<UUID, Client> clients = new ConcurrentHashMap<>();
    private final OpenSession sessions;
    private final Workers workers;

    Clients(OpenSession sessions, Workers workers) {
        this.sessions = sessions;
        this.workers = workers;
    }

    void add(Client client) {
        clients.put(client.head().getSessionId(), client);
    }

    @Nullable Client find(UUID id) {
        return clients.get(id);
    }

    @Nullable Client find(ClientHead head) {
        return clients.get(head.getSessionId());
    }

    Collection<Client> all() {
        return new ArrayList<>(clients.values());
    }

    int size() {
        return clients.size();
    }

    /** The library says that the client has gone. Called on an event loop or on the library's timer, so never waits. */
    void gone(UUID id) {
        Client client = clients.remove(id);
        if (client != null) {
            letOut(client);
        }
    }

    /** Closes the session of a client that has gone. */
    void letOut(Client client) {
        Session session = client.end();
        if (session != null) {
            workers.runAtEnd(() -> sessions.close(session));
        }
    }

    /** Cuts clients that have not read for too long, and those that the library lost without a word. */
    void sweep(Duration patience) {
        long now = System.nanoTime();
        List<Client> stuck = all().stream()
                .filter(client -> client.outbox().blockedNanos(now) > patience.toNanos())
                .toList();
        stuck.forEach(Client::disconnect);
        all().stream()
                .filter(client -> !client.head().isConnected())
                .forEach(client -> gone(client.head().getSessionId()));
    }
}
