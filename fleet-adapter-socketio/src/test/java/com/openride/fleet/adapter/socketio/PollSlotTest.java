package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.handler.ClientsBox;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.scheduler.HashedWheelScheduler;
import com.corundumstudio.socketio.store.MemoryStoreFactory;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PollSlotTest {

    // Never started, and one for all.
    private static final HashedWheelScheduler SCHEDULER = new HashedWheelScheduler();

    private final PollSlot slot = new PollSlot(polling());
    private final EmbeddedChannel poll = new EmbeddedChannel();

    @Test
    void one_poll_waits_at_a_time() {
        assertThat(slot.isTaken()).isFalse();
        assertThat(slot.park(poll)).isTrue();

        assertThat(slot.isTaken()).isTrue();
        assertThat(slot.park(new EmbeddedChannel())).isFalse();
    }

    @Test
    void a_poll_that_is_being_answered_or_has_gone_makes_way() {
        slot.park(poll);
        poll.attr(EncoderHandler.WRITE_ONCE).set(true);
        var next = new EmbeddedChannel();

        assertThat(slot.park(next)).isTrue();
        next.finishAndReleaseAll();

        assertThat(slot.isTaken()).isFalse();
        assertThat(slot.park(new EmbeddedChannel())).isTrue();
    }

    // A poll that comes in while its session ends was left to wait for ever.
    @Test
    void a_poll_of_a_session_that_ends_is_refused_and_closed() {
        slot.park(poll);

        slot.refuse();
        poll.runPendingTasks();

        FullHttpResponse response = poll.readOutbound();
        assertThat(response.status().code()).isEqualTo(400);
        assertThat(response.content().toString(StandardCharsets.UTF_8)).contains("\"code\":1");
        assertThat(poll.isOpen()).isFalse();
    }

    @Test
    void a_poll_that_the_library_answers_meanwhile_is_left_to_it() {
        slot.park(poll);

        slot.refuse();
        poll.attr(EncoderHandler.WRITE_ONCE).set(true);
        poll.runPendingTasks();

        assertThat(poll.<Object>readOutbound()).isNull();
        assertThat(poll.isOpen()).isTrue();
    }

    /** What the library knows of a client over polling. */
    static ClientHead polling() {
        return new ClientHead(
                UUID.randomUUID(),
                null,
                null,
                new MemoryStoreFactory(),
                null,
                new ClientsBox(),
                Transport.POLLING,
                SCHEDULER,
                new Configuration(),
                Map.of("EIO", List.of("4")));
    }
}
