package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.BearerToken;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO client: websocket only, the root namespace, text packets. Listeners run on the event loop, one at a time
 * and in the order of arrival, and must not block. A token that is about to expire is replaced by itself. Safe for use by many threads.
 */
public final class SocketClient implements AutoCloseable {

    private final SocketClients clients;
    private final Supplier<BearerToken> token;
    private final @Nullable Backoff backoff;
    private final PendingAcks acks = new PendingAcks();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> returns = new CopyOnWriteArrayList<>();
    private final CompletableFuture<SocketClient> opened = new CompletableFuture<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Channel admitted;
    private volatile @Nullable Channel dialled;
    private volatile boolean closed;

    SocketClient(SocketClients clients, Supplier<BearerToken> token, @Nullable Backoff backoff) {
        this.clients = clients;
        this.token = token;
        this.backoff = backoff;
        listeners.put("auth:expiring", told -> emit("auth:refresh", credentials()));
    }

    /** Hears events of the name; one listener a name. To be called before {@link #open}. */
    public SocketClient on(String event, Consumer<JsonNode> listener) {
        listeners.put(event, listener);
        return this;
    }

    /** Runs each time the client is let in again after a loss, for what must be asked for anew. */
    public SocketClient onReturn(Runnable work) {
        returns.add(work);
        return this;
    }

    /**
     * Connects, once.
     *
     * @return this client when it is in, or a {@link ConnectionFault} with the code of the refusal
     */
    public CompletionStage<SocketClient> open() {
        dial();
        return opened;
    }

    /** Whether it is let in right now. */
    public boolean isOpen() {
        return admitted != null;
    }

    /** Whether it has ever been let in. */
    public boolean hasBeenOpen() {
        return opened.isDone() && !opened.isCompletedExceptionally();
    }

    /** Sends an event and wants no answer; one that cannot be sent now is dropped. */
    public void emit(String event, JsonNode payload) {
        send("42" + arguments(event, payload));
    }

    /**
     * Sends an event and wants an answer.
     *
     * @return the answer, or fails with a {@link ConnectionFault}, or with a {@code TimeoutException} when none came
     */
    public CompletionStage<Answer> call(String event, JsonNode payload, Duration timeout) {
        PendingAcks.Awaited awaited = acks.await(timeout);
        String fault = send("42" + awaited.id() + arguments(event, payload));
        if (fault != null) {
            awaited.answer().completeExceptionally(new ConnectionFault(fault, "the event was not sent"));
        }
        return awaited.answer();
    }

    /** Leaves for good. */
    @Override
    public void close() {
        closed = true;
        send("41");
        Channel channel = dialled;
        if (channel != null) {
            channel.close();
        }
    }

    String connectPacket() {
        return "40" + Json.write(credentials());
    }

    private JsonNode credentials() {
        return Json.object().put("token", token.get().text());
    }

    /** Takes in a packet, on the event loop. */
    void hear(Channel channel, Packet packet) {
        if (packet instanceof Packet.Event event) {
            listeners.getOrDefault(event.name(), ignored -> {}).accept(event.payload());
        } else if (packet instanceof Packet.Ack ack) {
            acks.answered(ack.id(), ack.answer());
        } else if (packet instanceof Packet.Admitted) {
            enter(channel);
        } else if (packet instanceof Packet.Refusal refusal) {
            opened.completeExceptionally(new ConnectionFault(refusal.code(), refusal.message()));
            channel.close();
        }
    }

    /** Notes that the connection has gone, and returns after a while if that was asked for. */
    void lost(String why) {
        admitted = null;
        var fault = new ConnectionFault("DISCONNECTED", why);
        acks.failAll(fault);
        opened.completeExceptionally(new ConnectionFault(ConnectionFault.UNREACHABLE, why));
        Backoff pause = backoff;
        if (pause != null && !closed && !opened.isCompletedExceptionally()) {
            clients.later(pause.milliseconds(failures.getAndIncrement(), ThreadLocalRandom.current()), this::dial);
        }
    }

    private void dial() {
        if (closed) {
            return;
        }
        clients.dial(this).addListener(attempt -> {
            if (!attempt.isSuccess()) {
                lost(String.valueOf(attempt.cause().getMessage()));
            }
        });
    }

    private void enter(Channel channel) {
        dialled = channel;
        admitted = channel;
        failures.set(0);
        if (!opened.complete(this)) {
            returns.forEach(Runnable::run);
        }
        if (closed) {
            channel.close();
        }
    }

    /** Null when the packet is on its way, otherwise why it is not. */
    private @Nullable String send(String packet) {
        Channel channel = admitted;
        if (channel == null) {
            return "DISCONNECTED";
        }
        if (!channel.isWritable()) {
            return "CONGESTED";
        }
        channel.writeAndFlush(new TextWebSocketFrame(packet));
        return null;
    }

    private static String arguments(String event, JsonNode payload) {
        var arguments = Json.array().add(event);
        return Json.write(payload.isMissingNode() ? arguments : arguments.add(payload));
    }
}
