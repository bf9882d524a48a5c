package com.openride.fleet.adapter.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;

class SubscriptionTest {

    @Test
    void a_server_that_takes_the_connection_and_says_nothing_is_left() throws IOException {
        try (var redis = new RedisServer()) {
            var config = redis.node();
            var attempts = new AtomicInteger();
            var place = new Subscription.Place(
                    "own",
                    () -> {
                        attempts.incrementAndGet();
                        return new Connection(config.host(), config.port());
                    },
                    heard -> new Waiting());

            try (var subscription = new Subscription(place, new Interest(), (channel, message) -> {})) {
                await().atMost(10, TimeUnit.SECONDS).until(() -> attempts.get() > 1 && !subscription.isConnected());
            }
        }
    }

    /** Waits for a word that never comes. */
    private static final class Waiting implements Ear {

        @Override
        public void listen(Connection connection, String channel) {
            connection.setTimeoutInfinite();
            connection.getUnflushedObject();
        }

        @Override
        public void ask(Interest.Changes changes) {}

        @Override
        public void knock() {}
    }
}
