package com.openride.fleet.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PacketTest {

    @Test
    void reads_how_often_pings_come() throws JsonProcessingException {
        assertThat(Packet.read("0{\"pingInterval\":1000,\"pingTimeout\":200}")).isEqualTo(new Packet.Open(1000, 200));
    }

    @Test
    void reads_an_event_whether_it_wants_an_answer_or_not() throws JsonProcessingException {
        for (String frame : new String[] {"42[\"moved\",{\"to\":7}]", "4213[\"moved\",{\"to\":7}]"}) {
            assertThat(Packet.read(frame)).isInstanceOfSatisfying(Packet.Event.class, event -> {
                assertThat(event.name()).isEqualTo("moved");
                assertThat(event.payload().path("to").asInt()).isEqualTo(7);
            });
        }
    }

    @Test
    void reads_which_event_was_answered() throws JsonProcessingException {
        assertThat(Packet.read("4312[{\"ok\":true}]")).isInstanceOfSatisfying(Packet.Ack.class, ack -> {
            assertThat(ack.id()).isEqualTo(12);
            assertThat(ack.answer().path("ok").asBoolean()).isTrue();
        });
    }

    @Test
    void has_no_use_for_what_it_does_not_know() throws JsonProcessingException {
        for (String frame : new String[] {"", "4", "43[]", "6", "49x", "43123456789012345678901[]"}) {
            assertThat(Packet.read(frame)).as(frame).isInstanceOf(Packet.Ignored.class);
        }
    }

    @Test
    void refuses_what_is_no_json() {
        assertThatThrownBy(() -> Packet.read("42[\"moved\"")).isInstanceOf(JsonProcessingException.class);
    }

    @RepeatedTest(100)
    void waits_between_half_and_one_and_a_half_of_the_doubled_pause() {
        var random = new SplittableRandom();
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000));
        int failures = random.nextInt(40);

        long pause = backoff.milliseconds(failures, random);

        long middle = Math.min(1000, 100L << Math.min(failures, 20));
        assertThat(pause).isBetween(middle / 2, middle * 3 / 2);
    }
}
