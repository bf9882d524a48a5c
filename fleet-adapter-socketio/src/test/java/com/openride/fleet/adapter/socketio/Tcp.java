package com.openride.fleet.adapter.socketio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A connection on which every byte is ours. */
final class Tcp implements AutoCloseable {

    private final Socket socket;

    Tcp(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a request and returns all that comes until the other side closes. */
    static String exchange(int port, String request) {
        try (var tcp = new Tcp(port)) {
            return tcp.send(request).readToEnd();
        }
    }

    static String get(int port, String target, String... headerLines) {
        String more = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
        return exchange(port, "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n");
    }

    static String poll(int port, String sid) {
        return get(port, "/socket.io/?EIO=4&transport=polling" + (sid.isEmpty() ? "" : "&sid=" + sid));
    }

    /**
     * A poll that waits on a thread of its own: where two processors share the common pool it would hold up everything else
     * there, the JDK's own WebSocket from JDK 25 on too.
     */
    static CompletableFuture<String> pollLater(int port, String sid) {
        return CompletableFuture.supplyAsync(() -> poll(port, sid), task -> new Thread(task, "poll").start());
    }

    static String post(int port, String sid, String body) {
        return exchange(
                port,
                "POST /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** Opens a session over polling and returns its id. */
    static String handshake(int port) {
        String opened = bodyOf(poll(port, ""));
        return Json.read(opened.substring(1)).path("sid").textValue();
    }

    static String bodyOf(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    Tcp send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Tcp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String readToEnd() {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (java.net.SocketTimeoutException still) {
            return all.toString(StandardCharsets.UTF_8) + "(still open)";
        } catch (IOException reset) {
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads one response with a content length. */
    String readResponse() {
        try {
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return head + "(closed)";
                }
                head.append((char) next);
            }
            var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                    .matcher(head);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
