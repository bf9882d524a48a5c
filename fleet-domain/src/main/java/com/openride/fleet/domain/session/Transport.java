package com.openride.fleet.domain.session;

/** How a client speaks to us. */
public enum Transport {
    /** One WebSocket. */
    WEBSOCKET,
    /** HTTP long polling. */
    POLLING
}
