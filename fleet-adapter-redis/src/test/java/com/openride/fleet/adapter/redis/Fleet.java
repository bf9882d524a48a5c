package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.fixture.TestMeasurements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some instances with one Redis, all in this process. */
final class Fleet implements AutoCloseable {

    final TestClock clock = new TestClock();
    final TestMeasurements measurements = new TestMeasurements();

    private final @Nullable RedisServer redis;
    private final RedisConfig config;
    private final List<RedisAdapter> instances = new ArrayList<>();

    Fleet() throws IOException {
        redis = new RedisServer();
        config = new RedisConfig(List.of(redis.node()), false, null, null, 0, 50);
    }

    /** A fleet whose Redis is somebody else's. */
    Fleet(RedisConfig config) {
        redis = null;
        this.config = config;
    }

    RedisServer redis() {
        return Objects.requireNonNull(redis);
    }

    RedisConfig config() {
        return config;
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
        if (redis != null) {
            redis.close();
        }
    }
}
