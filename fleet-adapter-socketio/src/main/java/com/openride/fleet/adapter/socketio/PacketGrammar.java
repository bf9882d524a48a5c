package com.openride.fleet.adapter.socketio;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The one reading of a packet. The library's decoder takes far more than the protocol has (a length prefix, a pong with
 * an event behind it, an attachment count without end), so that whatever is not exactly one of these is refused.
 */
final class PacketGrammar {

    /** What separates packets in one long-polling payload. */
    static final byte SEPARATOR = 0x1e;

    private static final int MOST_ID_DIGITS = 9;

    private PacketGrammar() {}

    /** What a packet is. */
    enum Kind {
        CLOSE,
        PING,
        PROBE,
        PONG,
        UPGRADE,
        NOOP,
        CONNECT,
        CONNECT_ELSEWHERE,
        DISCONNECT,
        EVENT,
        ACK,
        MALFORMED
    }

    /** What the packet is that fills the buffer. Reads without moving. */
    static Kind kindOf(ByteBuf packet) {
        int length = packet.readableBytes();
        int first = length == 0 ? -1 : at(packet, 0);
        if (length == 1) {
            return single(first);
        }
        if (first == '2') {
            return "2probe".equals(packet.toString(StandardCharsets.US_ASCII)) ? Kind.PROBE : Kind.MALFORMED;
        }
        return first == '4' ? message(packet, length) : Kind.MALFORMED;
    }

    private static Kind single(int type) {
        return switch (type) {
            case '1' -> Kind.CLOSE;
            case '2' -> Kind.PING;
            case '3' -> Kind.PONG;
            case '5' -> Kind.UPGRADE;
            case '6' -> Kind.NOOP;
            default -> Kind.MALFORMED;
        };
    }

    private static Kind message(ByteBuf packet, int length) {
        int last = at(packet, length - 1);
        return switch (at(packet, 1)) {
            case '0' -> connect(packet, length, last);
            case '1' -> length == 2 ? Kind.DISCONNECT : Kind.MALFORMED;
            case '2' -> isArray(packet, bodyAt(packet, length), length, last) ? Kind.EVENT : Kind.MALFORMED;
            case '3' ->
                at(packet, 2, length) != '[' && isArray(packet, bodyAt(packet, length), length, last)
                        ? Kind.ACK
                        : Kind.MALFORMED;
            default -> Kind.MALFORMED;
        };
    }

    private static Kind connect(ByteBuf packet, int length, int last) {
        if (length == 2 || (at(packet, 2) == '{' && last == '}')) {
            return Kind.CONNECT;
        }
        return at(packet, 2) == '/' ? Kind.CONNECT_ELSEWHERE : Kind.MALFORMED;
    }

    /** Where the array begins, behind at most nine digits of an id. */
    private static int bodyAt(ByteBuf packet, int length) {
        int index = 2;
        while (index < length && index < 2 + MOST_ID_DIGITS && isDigit(at(packet, index))) {
            index++;
        }
        return index;
    }

    private static boolean isArray(ByteBuf packet, int from, int length, int last) {
        return from < length - 1 && at(packet, from) == '[' && last == ']';
    }

    /** The id before the array of an event or ack; -1 when there is none. */
    static long idOf(String packet) {
        int end = packet.indexOf('[');
        return end == 2 ? -1 : Long.parseLong(packet.substring(2, end));
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static int at(ByteBuf packet, int index) {
        return packet.getByte(packet.readerIndex() + index);
    }

    private static int at(ByteBuf packet, int index, int length) {
        return index < length ? at(packet, index) : -1;
    }
}
