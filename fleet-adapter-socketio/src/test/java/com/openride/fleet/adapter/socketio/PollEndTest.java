package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * When a poll's connection ended while the next came in, the library forgot the next one, or told its client to leave: what
 * it is not told of, it cannot mistake.
 */
final class PollEndTest {

    private final TestServer server = new TestServer();
    private final ClientHead head = PollSlotTest.polling();
    private final AtomicBoolean told = new AtomicBoolean();
    private final EmbeddedChannel connection = new EmbeddedChannel(gate(), new ChannelInboundHandlerAdapter() {
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            told.set(true);
        }
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_library_does_not_hear_of_the_end_of_a_poll_of_who_is_here() {
        new PollSlot(head).park(connection);

        connection.close().syncUninterruptibly();

        assertThat(told).isFalse();
    }

    @Test
    void it_hears_of_the_end_of_a_poll_of_who_has_left() {
        new PollSlot(head).park(connection);
        head.onChannelDisconnect();

        connection.close().syncUninterruptibly();

        assertThat(told).isTrue();
    }

    @Test
    void it_hears_of_the_end_of_everything_else() {
        connection.close().syncUninterruptibly();

        assertThat(told).isTrue();
    }

    private SessionGate gate() {
        var config = SocketIoConfig.defaults(0);
        var useCases = server.fleet.useCases();
        var clock = InstantSource.system();
        var desk = new FleetDesk(config, useCases, clock);
        var adapter = server.adapter;
        return new SessionGate(new ServerContext(config, useCases, clock, adapter.workers(), adapter.clients(), desk));
    }
}
