package com.openride.fleet.adapter.socketio;

/**
 * How much may be asked for.
 *
 * @param eventsPerSecond of one socket, fixes aside
 * @param packetBeforeAuth bytes of one packet while nobody has vouched for the socket
 * @param packetAfterAuth bytes of one packet, or of one polling request, afterwards
 * @param workers threads for what may block
 * @param workerQueue calls that may wait for these threads
 * @param admissionQueue newcomers that may wait to be let in
 */
record Limits(
        int eventsPerSecond,
        int packetBeforeAuth,
        int packetAfterAuth,
        int workers,
        int workerQueue,
        int admissionQueue) {

    static final Limits DEFAULT = new Limits(20, 4 * 1024, 64 * 1024, 8, 1024, 16 * 1024);

    Limits {
        if (eventsPerSecond < 1 || workers < 1 || workerQueue < 1 || admissionQueue < 1) {
            throw new IllegalArgumentException("events per second, workers and their queues must be positive");
        }
    }
}
