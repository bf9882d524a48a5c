package com.openride.fleet.adapter.redis;

import redis.clients.jedis.Connection;

/** How one connection listens. Jedis has two kinds, which have nothing in common but their methods' shapes. */
interface Ear {

    /** Listens to the channel, and to whatever is asked for, until the connection ends. Blocks. */
    void listen(Connection connection, String channel);

    /** Asks for changes. To be called by one thread, once the first channel has been confirmed. */
    void ask(Interest.Changes changes);

    /** Asks for a sign of life, which is anything that is heard; by the same thread. */
    void knock();

    /** What is heard, on the listening thread. */
    interface Heard {

        /** Redis has confirmed a subscription. */
        void confirmed(String channel);

        /** The channel is not heard any more, asked for or not. */
        void left(String channel);

        /** Something was said. */
        void said(String channel, String message);
    }
}
