package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.Doubt;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final DriverId DRIVER = new DriverId(new UUID(0, 7));

    private final EventJson json = new EventJson(new UUID(0, 1));
    private final EventJson other = new EventJson(new UUID(0, 2));

    /** If this must change, instances of the version before cannot read it: raise the version. */
    @Test
    void a_move_looks_like_this() {
        assertThat(json.write(move())).isEqualTo("""
                {"v":1,"from":"00000000-0000-0000-0000-000000000001","type":"driverMoved","event":{\
                "location":{"driver":"00000000-0000-0000-0000-000000000007",\
                "fix":{"point":{"latitude":6.6018,"longitude":3.3515},"recordedAt":"2026-03-02T12:00:00Z",\
                "bearing":{"degrees":90.0},"speed":{"kilometersPerHour":0.0},"accuracy":null,"altitude":null},\
                "receivedAt":"2026-03-02T12:00:00Z","doubts":["TELEPORT"]},"status":"ON_TRIP"}}""");
    }

    /** As above. */
    @Test
    void a_step_of_a_trip_looks_like_this() {
        Trip trip = trip(new RoutePath(List.of(IKEJA, YABA)));
        var by = new Actor(new UUID(0, 9), Role.SERVICE);

        assertThat(json.write(new TripProgressed(trip, trip.registration(by), null)))
                .isEqualTo("""
                {"v":1,"from":"00000000-0000-0000-0000-000000000001","type":"tripProgressed","event":{\
                "trip":{"id":"00000000-0000-0000-0000-000000000003","driver":"00000000-0000-0000-0000-000000000007",\
                "plan":{"riders":[{"rider":"00000000-0000-0000-0000-000000000004",\
                "booking":"00000000-0000-0000-0000-000000000005",\
                "pickup":{"latitude":6.6018,"longitude":3.3515},"dropoff":{"latitude":6.5095,"longitude":3.3711}}],\
                "pickup":{"latitude":6.6018,"longitude":3.3515},"dropoff":{"latitude":6.5095,"longitude":3.3711},\
                "stops":[{"point":{"latitude":6.5095,"longitude":3.3711},"name":"Ojota","plannedOffset":"PT5M"}],\
                "route":[66018000,33515000,65095000,33711000],"scheduledTime":"2026-03-02T12:30:00Z"},\
                "status":"PENDING","version":1,"stamps":{"createdAt":"2026-03-02T12:00:00Z","startedAt":null,\
                "arrivedAt":null,"pickupTime":null,"completedAt":null,"cancelledAt":null},\
                "announcedEta":null,"distanceMeters":null},\
                "transition":{"trip":"00000000-0000-0000-0000-000000000003","version":1,"from":null,"to":"PENDING",\
                "at":"2026-03-02T12:00:00Z","by":{"subject":"00000000-0000-0000-0000-000000000009","role":"SERVICE"},\
                "location":null,"eta":null,"reason":null,"key":null},"eta":null}}""");
    }

    @Test
    void the_longest_route_comes_through_whole() {
        var random = new Random(1);
        List<GeoPoint> points = IntStream.range(0, 10_000)
                .mapToObj(i -> new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180))
                .toList();
        FleetEvent event = new DriverTripChanged(trip(new RoutePath(points)));

        assertThat(other.read(json.write(event)).map(event::equals)).contains(true);
    }

    @Test
    void what_one_has_written_oneself_is_known_without_reading_it() {
        assertThat(json.isOwn(json.write(move()))).isTrue();
        assertThat(json.isOwn(other.write(move()))).isFalse();
    }

    @Test
    void a_later_version_may_say_more() {
        assertThat(other.read(json.write(move()).replace("\"status\"", "\"weather\":\"rain\",\"status\"")))
                .contains(move());
    }

    @Test
    void word_of_something_missed_names_channels_or_none() {
        assertThat(other.readMissed(json.missed(List.of("a", "b")))).contains(List.of("a", "b"));
        assertThat(other.readMissed(json.missed(List.of()))).contains(List.of());
        assertThat(other.readMissed(json.write(move()))).isEmpty();
        assertThat(other.read(json.missed(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v\":1 -> \"v\":2",
                "\"v\":1 -> \"v\":\"one\"",
                "driverMoved -> driverFlew",
                "driverMoved -> tripProgressed",
                "6.6018 -> 96.6018",
                "6.6018 -> \"x\"",
                "\"status\":\"ON_TRIP\" -> \"status\":\"FLYING\"",
                ",\"status\":\"ON_TRIP\" -> ",
                "\"receivedAt\":\"2026-03-02T12:00:00Z\" -> \"receivedAt\":\"2026-03-04T12:00:00Z\"",
                "\"fix\":{ -> \"fix\":null,\"no\":{",
                "}} -> }}}",
                "{\"latitude\" -> {\"latitude\":1,\"latitude\"",
                "\"event\" -> \"@class\":\"java.lang.Runtime\",\"payload\""
            })
    void what_is_not_as_it_should_be_is_no_message(String change) {
        String[] parts = change.split(" -> ", 2);
        String text = json.write(move());
        assertThat(text).contains(parts[0]);

        assertThat(other.read(text.replace(parts[0], parts[1]))).isEmpty();
    }

    @Test
    void what_is_too_long_is_no_message() {
        String padded = json.write(move()).replace("\"event\"", "\"pad\":\"" + "x".repeat(1_000_000) + "\",\"event\"");

        assertThat(other.read(padded)).isEmpty();
    }

    private static DriverMoved move() {
        var fix = new LocationFix(IKEJA, NOON, new Bearing(90), new Speed(0), null, null);
        return new DriverMoved(new DriverLocation(DRIVER, fix, NOON, Set.of(Doubt.TELEPORT)), DriverStatus.ON_TRIP);
    }

    private static Trip trip(RoutePath route) {
        var part = new RiderPart(new RiderId(new UUID(0, 4)), new BookingId(new UUID(0, 5)), IKEJA, YABA);
        List<Stop> stops =
                Stream.of(new Stop(YABA, "Ojota", Duration.ofMinutes(5))).toList();
        var plan = new TripPlan(List.of(part), IKEJA, YABA, stops, route, NOON.plusSeconds(1800));
        return Trip.planned(new TripId(new UUID(0, 3)), DRIVER, plan, NOON);
    }
}
