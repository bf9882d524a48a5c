package com.openride.fleet.adapter.socketio;

/** Whoever answers the events of clients that have been let in. Must not block. */
interface EventDesk {

    /** A client has been let in; it has not said anything yet. */
    void opened(Client client, Incoming.Connect connect);

    /** A client says something. */
    void received(Client client, Incoming.Event event);
}
