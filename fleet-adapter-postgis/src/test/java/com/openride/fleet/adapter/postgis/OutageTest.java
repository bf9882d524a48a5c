package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.HealthProbe.State;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.LocationLog.Appended;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens to fixes while the server is in trouble, on a server of each test's own. */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private PostgresServer server;
    private PostgisConfig config;
    private PostgisAdapter store;

    @BeforeEach
    void start() throws IOException {
        server = new PostgresServer();
        config = server.as("fleet", PostgresServer.PASSWORD, PostgresServer.PREPARED);
        store = PostgisAdapter.connect(config, 4, 30, InstantSource.system(), new TestMeasurements());
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void while_the_server_is_stopped_fixes_are_refused_at_once_and_later_taken_again() throws IOException {
        assertThat(outcome(append(0))).isEqualTo("STORED");
        server.stop();

        assertThat(outcome(append(1))).isEqualTo("UNAVAILABLE");
        await().atMost(RECOVERY).until(() -> store.health().state() == State.DISCONNECTED);
        assertThatThrownBy(() -> store.trips().openOf(driver))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE));
        server.start();

        await().atMost(RECOVERY).until(() -> store.health().state() == State.CONNECTED);
        await().atMost(RECOVERY).until(() -> outcome(append(1)).matches("STORED|DUPLICATE"));
        assertThat(seconds()).containsExactly(0, 1);
    }

    @Test
    void a_server_that_freezes_is_given_up_on_and_found_again() throws IOException {
        assertThat(outcome(append(0))).isEqualTo("STORED");
        server.freeze(true);

        List<CompletableFuture<Appended>> waiting =
                IntStream.range(1, 50).mapToObj(this::append).toList();
        assertThat(waiting).allSatisfy(ack -> assertThat(outcome(ack)).isEqualTo("UNAVAILABLE"));
        server.freeze(false);

        await().atMost(RECOVERY).until(() -> outcome(append(50)).equals("STORED"));
        assertThat(store.locationHistory().page(driver, aDay(), null, 100))
                .as("none of them twice")
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(51);
    }

    @Test
    void a_connection_that_is_cut_in_the_middle_of_batches_costs_no_acked_fix_and_doubles_none() throws Exception {
        List<CompletableFuture<Appended>> acks = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            acks.add(append(i));
            if (i % 300 == 299) {
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
                        + " 'fleet-writer'");
                await().atMost(RECOVERY).until(() -> outcome(append(100_000)).matches("STORED|DUPLICATE"));
            }
        }

        List<Integer> acked = IntStream.range(0, acks.size())
                .filter(i -> outcome(acks.get(i)).equals("STORED"))
                .boxed()
                .toList();

        assertThat(acked).hasSizeGreaterThan(1000);
        assertThat(seconds()).containsAll(acked).doesNotHaveDuplicates();
    }

    @Test
    void a_full_disk_acks_nothing_and_goes_by_itself() {
        TestDatabase.execute(config, """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON fleet.fix FOR EACH ROW EXECUTE FUNCTION full_disk();
                """);

        assertThat(outcome(append(0))).isEqualTo("UNAVAILABLE");
        assertThat(store.trips().openOf(driver)).as("what is read goes on").isEmpty();
        assertThat(store.health().state()).isEqualTo(State.DISCONNECTED);
        TestDatabase.execute(config, "DROP TRIGGER full_disk ON fleet.fix");

        assertThat(outcome(append(0))).isEqualTo("STORED");
        await().atMost(RECOVERY).until(() -> store.health().state() == State.CONNECTED);
    }

    @Test
    void a_fix_that_the_server_cannot_take_is_refused_alone() {
        TestDatabase.execute(config, """
                CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN
                        IF NEW.speed = 66 THEN RAISE EXCEPTION 'poison' USING ERRCODE = 'data_exception'; END IF;
                        RETURN NEW;
                    END $$;
                CREATE TRIGGER poison BEFORE INSERT ON fleet.fix FOR EACH ROW EXECUTE FUNCTION poison();
                """);
        LocationLog log = store.locationLog();
        List<CompletableFuture<Appended>> acks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            var speed = new com.openride.fleet.domain.geo.Speed(i);
            var fix = new LocationFix(new GeoPoint(6.5, 3.3), now.minusSeconds(i), null, speed, null, null);
            acks.add(log.append(new DriverLocation(driver, fix, now)).toCompletableFuture());
        }

        for (int i = 0; i < 100; i++) {
            assertThat(outcome(acks.get(i))).isEqualTo(i == 66 ? "INVALID_PAYLOAD" : "STORED");
        }
    }

    @Test
    void what_was_taken_before_the_end_is_written_and_what_comes_after_is_refused() {
        List<CompletableFuture<Appended>> acks =
                IntStream.range(0, 5000).mapToObj(this::append).toList();

        store.close();

        assertThat(acks).allSatisfy(ack -> assertThat(outcome(ack)).isEqualTo("STORED"));
        assertThat(outcome(append(5000))).isEqualTo("UNAVAILABLE");
    }

    private CompletableFuture<Appended> append(int second) {
        Instant recorded = now.minusSeconds(80_000).plusMillis(10L * second);
        var location = new DriverLocation(driver, LocationFix.at(new GeoPoint(6.5, 3.3), recorded), now);
        return store.locationLog().append(location).toCompletableFuture();
    }

    private String outcome(CompletableFuture<Appended> ack) {
        return ack.orTimeout(20, TimeUnit.SECONDS)
                .handle((appended, failure) -> failure == null
                        ? appended.name()
                        : failure instanceof FleetException fault ? fault.code().name() : failure.toString())
                .join();
    }

    /** Which of the fixes are stored, by their numbers. */
    private List<Integer> seconds() {
        try (var trail = store.locationHistory().stream(driver, aDay())) {
            return trail.map(fix -> (int) (Duration.between(
                                            now.minusSeconds(80_000), fix.fix().recordedAt())
                                    .toMillis()
                            / 10))
                    .toList();
        }
    }

    private TimeRange aDay() {
        return new TimeRange(now.minusSeconds(86_000), now.plusSeconds(60));
    }
}
