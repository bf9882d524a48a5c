package com.openride.fleet.application.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private final Background background = new Background(1, Executors.defaultThreadFactory());
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        background.close();
    }

    @Test
    void work_is_done_on_another_thread_and_later_work_later() {
        background.runAfter(Duration.ofMillis(50), () -> done.add("later"));
        background.run(() -> done.add("soon"));
        background.run(() -> done.add(Thread.currentThread().getName()));

        await().untilAsserted(() -> assertThat(done).hasSize(3));
        assertThat(done).startsWith("soon").endsWith("later");
        assertThat(done.get(1)).isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void work_that_fails_keeps_none_from_being_done_nor_itself_from_being_repeated() {
        var tries = new AtomicInteger();
        background.runEvery(Duration.ofMillis(5), () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("broken");
        });

        await().until(() -> tries.get() >= 3);
        background.run(() -> done.add("other"));
        await().untilAsserted(() -> assertThat(done).contains("other"));
    }

    @Test
    void closing_finishes_what_runs_and_drops_what_waits() throws InterruptedException {
        var begun = new CountDownLatch(1);
        background.run(() -> {
            begun.countDown();
            done.add("running");
        });
        background.runAfter(Duration.ofMillis(200), () -> done.add("waiting"));
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        background.close();

        assertThat(done).containsExactly("running");
        assertThatCode(() -> background.run(() -> done.add("too late"))).doesNotThrowAnyException();
        await().during(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(done).containsExactly("running"));
    }

    @Test
    void closing_does_not_wait_for_work_that_never_ends() {
        var forever = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        background.run(() -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        background.close();

        await().until(() -> interrupted.getCount() == 0);
    }
}
