package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.UseCases;
import java.time.InstantSource;

/**
 * What the parts of one running server share.
 *
 * @param config how it is served
 * @param useCases what clients may ask for
 * @param clock our time
 * @param workers where blocking is allowed
 * @param clients who is there
 * @param desk who answers
 */
record ServerContext(
        SocketIoConfig config,
        UseCases useCases,
        InstantSource clock,
        Workers workers,
        Clients clients,
        EventDesk desk) {}
