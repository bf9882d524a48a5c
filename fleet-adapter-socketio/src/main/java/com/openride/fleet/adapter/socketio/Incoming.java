package com.openride.fleet.adapter.socketio;

/** One packet of a client, as far as its grammar goes. */
sealed interface Incoming {

    /** Packets that are nothing but themselves. */
    enum Signal implements Incoming {
        /** The answer to our ping. */
        PONG,
        /** A WebSocket asks whether it may take over from polling. */
        PROBE,
        /** The WebSocket takes over. */
        UPGRADE,
        /** The client closes the connection. */
        CLOSE,
        /** The client leaves the namespace. */
        DISCONNECT,
        /** The client acknowledges an event; none of ours asks for that. */
        ACK,
        /** No packet that a client of this service ever sends. */
        BROKEN
    }

    /**
     * The client asks to be let in.
     *
     * @param auth a JSON object that may hold the token, or empty
     */
    record Connect(String auth) implements Incoming {
        @Override
        public String toString() {
            return "Connect(redacted)";
        }
    }

    /**
     * The client asks for a namespace that is not served.
     *
     * @param namespace its name, harmless to repeat
     */
    record ForeignConnect(String namespace) implements Incoming {}

    /**
     * The client says something.
     *
     * @param ack the number under which it wants an answer, or {@link #NO_ACK}
     * @param json an array, or at least what stands between square brackets
     */
    record Event(long ack, String json) implements Incoming {
        static final long NO_ACK = -1;

        @Override
        public String toString() {
            return "Event(" + ack + ", redacted)";
        }
    }
}
