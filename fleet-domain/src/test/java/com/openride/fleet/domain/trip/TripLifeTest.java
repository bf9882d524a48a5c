package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.SERVICE;
import static com.openride.fleet.domain.trip.TestPlans.planned;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever is asked of a trip, in whatever order. */
class TripLifeTest {

    @Property
    void the_journal_has_every_version_once_and_each_entry_begins_where_the_one_before_ended(
            @ForAll("lives") List<TripStep> asked) {
        Life life = Life.of(asked);

        assertThat(life.journal)
                .extracting(TripTransition::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, life.now().version()).boxed().toList());
        for (int i = 1; i < life.journal.size(); i++) {
            assertThat(life.journal.get(i).from())
                    .isEqualTo(life.journal.get(i - 1).to());
            assertThat(life.journal.get(i).to()).isEqualTo(life.past.get(i).status());
        }
    }

    @Property
    void at_most_one_entry_ends_the_trip_and_it_is_the_last(@ForAll("lives") List<TripStep> asked) {
        Life life = Life.of(asked);

        List<TripTransition> ends =
                life.journal.stream().filter(entry -> entry.to().isOver()).toList();
        assertThat(ends).hasSizeLessThanOrEqualTo(1);
        assertThat(life.journal.get(life.journal.size() - 1).to().isOver()).isEqualTo(!ends.isEmpty());
        assertThat(life.now().stamps().endedAt() != null)
                .isEqualTo(life.now().status().isOver());
    }

    @Property
    void a_state_is_stamped_exactly_if_it_was_reached_and_with_the_time_of_its_entry(
            @ForAll("lives") List<TripStep> asked) {
        Life life = Life.of(asked);

        for (TripStatus status : TripStatus.values()) {
            assertThat(stamp(life.now().stamps(), status)).as("%s", status).isEqualTo(life.reachedAt(status));
        }
        assertThat(Stream.of(TripStatus.values())
                        .map(status -> stamp(life.now().stamps(), status))
                        .filter(Objects::nonNull))
                .isSorted();
    }

    @Property
    void what_a_trip_looked_like_is_told_by_its_entries(@ForAll("lives") List<TripStep> asked) {
        Life life = Life.of(asked);

        for (int i = 0; i < life.journal.size(); i++) {
            assertThat(life.now().asOf(life.journal.get(i))).isEqualTo(life.past.get(i));
        }
    }

    /** Anything at all, for so long that many trips come to an end. Cancelling is rare, so that not all end by it. */
    @Provide
    Arbitrary<List<TripStep>> lives() {
        Arbitrary<TripStatus> states = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(TripStatus.values()).filter(status -> status != TripStatus.CANCELLED)),
                Tuple.of(1, Arbitraries.just(TripStatus.CANCELLED)));
        Arbitrary<Instant> etas = Arbitraries.integers().between(0, 9).map(minutes -> NOON.plusSeconds(60L * minutes));
        return Combinators.combine(states, etas.injectNull(0.5))
                .as((status, eta) -> TestPlans.to(status, eta))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static @Nullable Instant stamp(TripStamps stamps, TripStatus status) {
        return switch (status) {
            case PENDING -> stamps.createdAt();
            case EN_ROUTE -> stamps.startedAt();
            case ARRIVED -> stamps.arrivedAt();
            case IN_PROGRESS -> stamps.pickupTime();
            case COMPLETED -> stamps.completedAt();
            case CANCELLED -> stamps.cancelledAt();
        };
    }

    /** A trip as it was after each of its entries. */
    private static final class Life {

        private final List<Trip> past = new ArrayList<>();
        private final List<TripTransition> journal = new ArrayList<>();

        private static Life of(List<TripStep> asked) {
            var life = new Life();
            Trip trip = planned(rider());
            life.past.add(trip);
            life.journal.add(trip.registration(SERVICE));
            asked.forEach(life::ask);
            return life;
        }

        private void ask(TripStep step) {
            Instant at = NOON.plusSeconds(now().version());
            try {
                Trip next = now().after(step, at);
                journal.add(now().transition(step, at));
                past.add(next);
            } catch (IllegalTripTransition refused) {
                assertThat(refused.details())
                        .containsEntry("status", now().status().name());
            }
        }

        private Trip now() {
            return past.get(past.size() - 1);
        }

        private @Nullable Instant reachedAt(TripStatus status) {
            return journal.stream()
                    .filter(entry -> entry.to() == status)
                    .map(TripTransition::at)
                    .findFirst()
                    .orElse(null);
        }
    }
}
