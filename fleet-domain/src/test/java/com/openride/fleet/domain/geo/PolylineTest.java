package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PolylineTest {

    /** From Google's description of the format. */
    private static final String PUBLISHED = "_p~iF~ps|U_ulLnnqC_mqNvxq`@";

    private static final List<GeoPoint> PUBLISHED_POINTS =
            List.of(new GeoPoint(38.5, -120.2), new GeoPoint(40.7, -120.95), new GeoPoint(43.252, -126.453));

    @Test
    void reads_and_writes_the_published_example() {
        assertThat(Polyline.decode(PUBLISHED)).isEqualTo(PUBLISHED_POINTS);
        assertThat(Polyline.encode(PUBLISHED_POINTS)).isEqualTo(PUBLISHED);
    }

    @Test
    void writes_the_published_single_number() {
        assertThat(Polyline.encode(List.of(new GeoPoint(0, -179.9832104)))).isEqualTo("?`~oia@");
    }

    @Test
    void nothing_is_no_points() {
        assertThat(Polyline.decode("")).isEmpty();
        assertThat(Polyline.encode(List.of())).isEmpty();
    }

    @Test
    void jumps_from_end_to_end_of_the_earth_are_written_too() {
        List<GeoPoint> corners = List.of(new GeoPoint(-90, -180), new GeoPoint(90, 180), new GeoPoint(-90, -180));

        assertThat(Polyline.decode(Polyline.encode(corners))).isEqualTo(corners);
    }

    @Test
    void reads_ten_thousand_points_and_no_more() {
        String most = "??".repeat(10_000);

        assertThat(Polyline.decode(most)).hasSize(10_000).containsOnly(new GeoPoint(0, 0));
        assertRefused(most + "??");
    }

    @Test
    void refuses_what_is_cut_short() {
        assertRefused("_p~iF~ps|");
        assertRefused("_p~iF");
    }

    @Test
    void refuses_other_characters() {
        assertRefused("_p~iF ps|U");
        assertRefused("\u007f?");
        assertRefused("?\u00e9");
    }

    @Test
    void refuses_numbers_without_an_end() {
        assertRefused("~".repeat(7) + "??");
        assertRefused("_".repeat(1000));
    }

    @Test
    void refuses_to_leave_the_earth() {
        assertRefused(Polyline.encode(List.of(new GeoPoint(90, 0))) + Polyline.encode(List.of(new GeoPoint(1, 0))));
        assertRefused(Polyline.encode(List.of(new GeoPoint(0, -180))) + Polyline.encode(List.of(new GeoPoint(0, -1))));
    }

    @Property
    void what_is_written_is_read_again_to_within_a_metre(@ForAll("routes") List<GeoPoint> points) {
        List<GeoPoint> read = Polyline.decode(Polyline.encode(points));

        assertThat(read).hasSameSizeAs(points);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).latitude()).isCloseTo(points.get(i).latitude(), within(0.000_005_1));
            assertThat(read.get(i).longitude()).isCloseTo(points.get(i).longitude(), within(0.000_005_1));
        }
    }

    @Property
    void what_was_read_is_written_the_same(@ForAll("routes") List<GeoPoint> points) {
        String text = Polyline.encode(points);

        assertThat(Polyline.encode(Polyline.decode(text))).isEqualTo(text);
        assertThat(text.chars()).allMatch(character -> character >= '?' && character <= '~');
    }

    @Property
    void whatever_is_sent_is_read_or_refused_by_name(@ForAll("texts") String text) {
        List<GeoPoint> read;
        try {
            read = Polyline.decode(text);
        } catch (InvalidValue fault) {
            assertThat(fault.field()).isEqualTo("route");
            return;
        }
        assertThat(Polyline.decode(Polyline.encode(read))).isEqualTo(read);
    }

    @Provide
    Arbitrary<List<GeoPoint>> routes() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-90, 90),
                        Arbitraries.doubles().between(-180, 180))
                .as(GeoPoint::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nearly =
                Arbitraries.strings().withCharRange('>', '\u0080').ofMaxLength(60);
        return Arbitraries.oneOf(nearly, Arbitraries.strings().ofMaxLength(20), zeros());
    }

    private static Arbitrary<String> zeros() {
        return Arbitraries.integers().between(0, 50).map(count -> String.join("", Collections.nCopies(count, "?")));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Polyline.decode(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo("route"));
    }
}
