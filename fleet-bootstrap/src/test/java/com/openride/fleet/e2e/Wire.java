package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A connection to the front door on which every byte is ours, as no honest client would write them. */
final class Wire implements AutoCloseable {

    /** What {@link #packet()} returns when the other side has closed. */
    static final String CLOSED = "(closed)";

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final Socket socket;
    private final DataInputStream in;

    /** A plain connection. */
    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket, with a first packet already sent unless it is empty. */
    static Wire webSocket(int port, String first) {
        var wire = new Wire(port);
        String head = wire.upgrade();
        assertThat(head).startsWith("HTTP/1.1 101");
        if (!first.isEmpty()) {
            wire.say(first);
        }
        return wire;
    }

    /** A WebSocket that was let in with this token. */
    static Wire in(int port, String token) {
        Wire wire = webSocket(port, "40{\"token\":\"" + token + "\"}");
        assertThat(wire.next(packet -> packet.startsWith("42[\"connected\"") || packet.equals(CLOSED)))
                .isNotEqualTo(CLOSED);
        return wire;
    }

    /** Asks for a WebSocket that may compress, and returns the head of the answer. */
    String upgrade() {
        String[] request = {
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "",
            ""
        };
        send(String.join("\r\n", request));
        var head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(head.toString(), e);
        }
    }

    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the other side no longer takes is no error: it may have closed. */
    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            assertThat(closed.getMessage()).containsAnyOf("reset", "Broken pipe", "closed");
        }
        return this;
    }

    /** Sends a packet in one masked frame. */
    Wire say(String packet) {
        byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
        return send(frame(TEXT, payload));
    }

    /** A masked frame, whose mask is zero. */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** The next packet, or {@link #CLOSED}. */
    String packet() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] payload = in.readNBytes(length);
            return first == CLOSE ? CLOSED : new String(payload, StandardCharsets.UTF_8);
        } catch (EOFException ended) {
            return CLOSED;
        } catch (SocketTimeoutException silent) {
            throw new UncheckedIOException("nothing came in time", silent);
        } catch (IOException reset) {
            return CLOSED;
        }
    }

    /** The next packet that matches; pings and others before it are dropped. */
    String next(Predicate<String> matching) {
        while (true) {
            String packet = packet();
            if (matching.test(packet) || packet.equals(CLOSED)) {
                return packet;
            }
        }
    }

    /** Sends an event and returns what is answered. */
    String ask(int id, String name, String payload) {
        say("42" + id + "[\"" + name + "\"" + (payload.isEmpty() ? "" : "," + payload) + "]");
        return next(packet -> packet.startsWith("43" + id + "["));
    }

    /** All that comes until the other side closes. */
    String rest() {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException open) {
            throw new UncheckedIOException("still open after " + all, open);
        } catch (IOException reset) {
            assertThat(reset.getMessage()).contains("reset");
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
