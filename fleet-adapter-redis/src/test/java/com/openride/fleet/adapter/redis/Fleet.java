package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.fixture.TestMeasurements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Some instances with one Redis, all in this process. */
final class Fleet implements AutoCloseable {

    final TestClock clock = new TestClock();
    final TestMeasurements measurements = new TestMeasurements();

    private final RedisServer redis;
    private final List<RedisAdapter> instances = new ArrayList<>();

    Fleet() throws IOException {
        redis = new RedisServer();
    }

    RedisServer redis() {
        return redis;
    }

    RedisConfig config() {
        return new RedisConfig(List.of(redis.node()), false, null, null, 0, 50);
    }

    /** One more instance, which goes by the test's clock. */
    RedisAdapter instance() {
        var instance = new RedisAdapter(config(), measurements, clock::micros);
        instances.add(instance);
        return instance;
    }

    @Override
    public void close() throws IOException {
        instances.forEach(RedisAdapter::close);
        redis.close();
    }
}
