package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    PatienceTest() {
        var config = SocketIoConfig.defaults(0);
        var patience = new Patience(channel, Duration.ofSeconds(45));
        channel.pipeline().addLast(patience, new RestRouter(config, patience));
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void a_websocket_lives_on_however_long_ago_its_handshake_was() {
        channel.writeInbound(request(), LastHttpContent.EMPTY_LAST_CONTENT, new TextWebSocketFrame("3"));

        pass(Duration.ofHours(2));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_poll_waits_longer_than_the_longest_silence_and_then_no_more() {
        channel.writeInbound(request(), LastHttpContent.EMPTY_LAST_CONTENT);

        pass(Duration.ofSeconds(46));
        assertThat(channel.isOpen()).isTrue();

        pass(Duration.ofSeconds(20));
        assertThat(channel.isOpen()).isFalse();
    }

    // HTTP-04
    @Test
    void a_body_that_drips_is_given_up() {
        channel.writeInbound(request());

        pass(Duration.ofSeconds(16));

        assertThat(channel.isOpen()).isFalse();
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private static HttpRequest request() {
        var request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/socket.io/?EIO=4&transport=websocket");
        request.headers().set("Host", "x");
        return request;
    }
}
