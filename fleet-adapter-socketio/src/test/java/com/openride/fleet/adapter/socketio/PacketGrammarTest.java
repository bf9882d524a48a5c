package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.adapter.socketio.Incoming.ForeignConnect;
import com.openride.fleet.adapter.socketio.Incoming.Signal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketGrammarTest {

    @Test
    void the_packets_of_official_clients_are_read() {
        assertThat(PacketGrammar.parse("3")).isEqualTo(Signal.PONG);
        assertThat(PacketGrammar.parse("2probe")).isEqualTo(Signal.PROBE);
        assertThat(PacketGrammar.parse("5")).isEqualTo(Signal.UPGRADE);
        assertThat(PacketGrammar.parse("1")).isEqualTo(Signal.CLOSE);
        assertThat(PacketGrammar.parse("41")).isEqualTo(Signal.DISCONNECT);
        assertThat(PacketGrammar.parse("430[1]")).isEqualTo(Signal.ACK);
        assertThat(PacketGrammar.parse("40")).isEqualTo(new Connect(""));
        assertThat(PacketGrammar.parse("40{\"token\":\"x\"}")).isEqualTo(new Connect("{\"token\":\"x\"}"));
        assertThat(PacketGrammar.parse("40/,{}")).isEqualTo(new Connect("{}"));
        assertThat(PacketGrammar.parse("40/admin,{}")).isEqualTo(new ForeignConnect("/admin"));
        assertThat(PacketGrammar.parse("40/random")).isEqualTo(new ForeignConnect("/random"));
        assertThat(PacketGrammar.parse("42[\"a\",{}]")).isEqualTo(new Event(Event.NO_ACK, "[\"a\",{}]"));
        assertThat(PacketGrammar.parse("420[\"a\"]")).isEqualTo(new Event(0, "[\"a\"]"));
        assertThat(PacketGrammar.parse("42999999999[\"a\"]")).isEqualTo(new Event(999_999_999, "[\"a\"]"));
    }

    // EIO-09 EIO-10 EIO-14 EIO-15 EIO-16 EIO-17 EIO-18 EIO-20 EIO-21 EIO-22 EIO-23 EIO-24 EIO-25 EIO-26 EIO-28
    // SIO-02 SIO-05 SIO-09 SIO-11 SIO-12
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "2",
                "6",
                "7",
                "9",
                "4",
                "44",
                "45",
                "46",
                "2prob",
                "2probe2",
                "33",
                "11",
                "51",
                "410",
                "4abc",
                "1:3420[\"x\"]",
                "9:42[\"a\",1]",
                "0:42[\"a\"]",
                "9999999:42[\"a\"]",
                "\u0000\u0001\u00ff42[\"a\"]",
                "3\u001e420[\"x\"]",
                "42[\"x\"]\u001e3",
                "6\u001e6",
                "30[",
                "43[",
                "43[]",
                "42{\"a\":1}",
                "42abc[\"x\"]",
                "42[",
                "42",
                "42]",
                "42-1[\"x\"]",
                "421234567890[\"x\"]",
                "42/admin,[\"x\"]",
                "42/,abc[\"x\"]",
                "431234567890[]",
                "40[]",
                "40abc",
                "40{",
                "40}",
                "40/admin,x",
                "40/adm\nin",
                "40/admin?a=1",
                "451-[\"x\",{\"_placeholder\":true,\"num\":0}]",
                "45999999-[]",
                "460-[]",
                "9\n[main] ERROR com.openride.Audit - ADMIN login ok",
                "\u0664\u0662[\"x\"]",
                "42\u0661[\"x\"]"
            })
    void all_else_is_broken(String packet) {
        assertThat(PacketGrammar.parse(packet)).isEqualTo(Signal.BROKEN);
    }

    @Property
    void any_text_is_read_without_an_exception(@ForAll @StringLength(max = 200) String text) {
        assertThat(PacketGrammar.parse(text)).isNotNull();
        assertThat(PacketGrammar.parse("4" + text)).isNotNull();
        assertThat(PacketGrammar.parse("42" + text)).isNotNull();
        assertThat(PacketGrammar.parse("40" + text)).isNotNull();
    }

    @Property
    void whatever_is_read_as_an_event_is_an_event_to_the_letter(
            @ForAll @IntRange(max = 999_999_999) int ack, @ForAll @StringLength(max = 50) String text) {
        if (text.indexOf(PacketGrammar.SEPARATOR) < 0) {
            assertThat(PacketGrammar.parse("42" + ack + "[" + text + "]")).isEqualTo(new Event(ack, "[" + text + "]"));
        }
    }

    // EIO-10 EIO-11
    @Test
    void a_packet_full_of_digits_costs_nothing() {
        String digits = "1".repeat(65_000);
        long start = System.nanoTime();

        for (int i = 0; i < 1000; i++) {
            assertThat(PacketGrammar.parse("42" + digits + "[\"z\"]")).isEqualTo(Signal.BROKEN);
        }

        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
}
