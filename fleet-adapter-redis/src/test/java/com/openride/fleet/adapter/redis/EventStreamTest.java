package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemoryEventOutbox;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

class EventStreamTest {

    private final InMemoryEventOutbox outbox = new InMemoryEventOutbox(10_000);
    private final InMemoryTrips trips = new InMemoryTrips(10_000, outbox);
    private Fleet fleet;
    private RedisAdapter instance;

    @BeforeEach
    void start() throws IOException {
        fleet = new Fleet();
        instance = fleet.instance();
    }

    @AfterEach
    void stop() throws IOException {
        fleet.close();
    }

    @Test
    void each_step_of_a_trip_is_an_entry_with_all_that_other_services_need() {
        instance.relay(outbox);
        Trip trip = live(TripStatus.EN_ROUTE);

        List<StreamEntry> entries = entries(2);

        assertThat(entries.get(1).getFields())
                .containsEntry("event_type", "trip.en_route")
                .containsEntry("trip_id", trip.id().toString())
                .containsEntry("event_timestamp", "2026-03-02T12:00:00Z")
                .containsEntry("version", "2")
                .containsKeys("event_id", "driver_id", "rider_id");
    }

    @Test
    void events_outlast_an_outage_and_come_in_the_order_of_each_trip() {
        instance.relay(outbox);
        List<Trip> before = lived(20);
        fleet.redis().stop();
        List<Trip> during = lived(20);
        fleet.redis().restart();
        List<Trip> after = lived(20);

        await().atMost(Duration.ofSeconds(10)).until(() -> outbox.waiting() == 0);
        List<StreamEntry> entries = entries(120);

        // The server was empty after its restart: what it had been given before is gone with it.
        Stream.concat(during.stream(), after.stream())
                .forEach(trip -> assertThat(versions(entries, trip)).containsExactly("1", "2", "3"));
        before.forEach(trip -> assertThat(versions(entries, trip)).isSorted());
    }

    @Test
    void what_may_not_have_arrived_is_sent_again_under_the_same_id() {
        instance.relay(outbox);
        lived(1);
        entries(3);
        fleet.redis().freeze();
        lived(1);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        fleet.redis().thaw();

        await().atMost(Duration.ofSeconds(10)).until(() -> outbox.waiting() == 0);
        List<StreamEntry> entries = entries(6);
        assertThat(entries.stream()
                        .map(entry -> entry.getFields().get("event_id"))
                        .distinct())
                .hasSize(6);
    }

    @Test
    void two_relays_of_one_outbox_do_not_mix_up_the_order() {
        instance.relay(outbox);
        fleet.instance().relay(outbox);

        List<Trip> all = lived(200);
        List<StreamEntry> entries = entries(600);

        assertThat(entries).hasSize(600);
        all.forEach(trip -> assertThat(versions(entries, trip)).containsExactly("1", "2", "3"));
    }

    @Test
    void the_stream_is_trimmed_at_its_old_end() {
        var config = fleet.config();
        try (var link = new RedisLink(new RedisNodes(config), List.of(), new TestMeasurements());
                var relay = new StreamRelay(outbox, link, 300, new TestMeasurements())) {
            assertThat(relay).isNotNull();
            lived(500);
            await().atMost(Duration.ofSeconds(10)).until(() -> outbox.waiting() == 0);
        }

        List<StreamEntry> entries = entries(300);
        assertThat(entries).hasSizeBetween(300, 450);
        assertThat(entries.get(entries.size() - 1).getFields()).containsEntry("version", "3");
    }

    @Test
    void what_waits_is_carried_before_the_end() {
        instance.relay(outbox);
        lived(50);

        instance.close();

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void a_consumer_group_does_as_the_document_says() throws IOException {
        run("setup");
        instance.relay(outbox);
        Trip trip = live(TripStatus.EN_ROUTE);
        entries(2);

        List<String> read = run("read");
        assertThat(read.get(0)).as("nothing is left from before").contains("[]");
        assertThat(read.get(1))
                .contains("trip.planned", "trip.en_route", trip.id().toString());
        assertThat(run("read").get(0)).as("given, and not acknowledged").contains("trip.planned", "trip.en_route");

        List<String> ids = entries(2).stream()
                .map(StreamEntry::getID)
                .map(StreamEntryID::toString)
                .toList();
        run("acknowledge", "ENTRY-ID", ids.get(0));
        assertThat(run("take-over", "60000", "0").get(0))
                .contains("trip.en_route")
                .doesNotContain("trip.planned");
        run("acknowledge", "ENTRY-ID", ids.get(1));
        assertThat(run("take-over", "60000", "0").get(0)).doesNotContain("trip.");
    }

    /** Runs the lines of one block of the document. */
    private List<String> run(String block, String... change) throws IOException {
        String text = Files.readString(Path.of("../docs/EVENTS.md"));
        var found = Pattern.compile("```redis " + block + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text);
        assertThat(found.find()).isTrue();
        String lines = found.group(1).replace("BLOCK 5000", "BLOCK 50");
        String changed = change.length == 0 ? lines : lines.replace(change[0], change[1]);
        return changed.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> fleet.redis().execute(parts[0], parts[1].split(" ", -1)))
                .toList();
    }

    private List<Trip> lived(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> live(TripStatus.EN_ROUTE, TripStatus.CANCELLED))
                .toList();
    }

    private Trip live(TripStatus... steps) {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        trips.add(trip, trip.registration(SERVICE));
        for (TripStatus status : steps) {
            Trip after = trip.after(to(status), NOON);
            trips.advance(after, trip.transition(to(status), NOON));
            trip = after;
        }
        return trip;
    }

    /** What the stream holds, once it holds at least so many. */
    private List<StreamEntry> entries(int least) {
        return await().atMost(Duration.ofSeconds(10)).until(this::all, found -> found.size() >= least);
    }

    private List<StreamEntry> all() {
        try (var redis =
                new Jedis(fleet.redis().node().host(), fleet.redis().node().port())) {
            return redis.xrange(StreamRelay.STREAM, (StreamEntryID) null, null);
        }
    }

    private static List<String> versions(List<StreamEntry> entries, Trip trip) {
        return entries.stream()
                .filter(entry -> trip.id().toString().equals(entry.getFields().get("trip_id")))
                .map(entry -> entry.getFields().get("version"))
                .toList();
    }
}
