package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.adapter.socketio.Incoming.ForeignConnect;
import com.openride.fleet.adapter.socketio.Incoming.Signal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text packets of Engine.IO 4 and Socket.IO 5 that a client may send, exactly. The library's own decoder is lenient:
 * it reads {@code 1:3420["x"]} as an event and counts digits in quadratic time, so nothing reaches it unread.
 *
 * <p>Pure and thread-safe.
 */
final class PacketGrammar {

    /** Stands between the packets of one polling request. */
    static final char SEPARATOR = '\u001e';

    private static final int MOST_DIGITS = 9;
    private static final Pattern NAMESPACE = Pattern.compile("(/[A-Za-z0-9_./-]{0,63})(?:,(\\{.*})?)?", Pattern.DOTALL);
    private static final Map<String, Signal> SIGNALS = Map.of(
            "3", Signal.PONG,
            "2probe", Signal.PROBE,
            "5", Signal.UPGRADE,
            "1", Signal.CLOSE,
            "41", Signal.DISCONNECT);

    private PacketGrammar() {}

    /** What the packet is; {@link Signal#BROKEN} for everything that is not to be found in the grammar. */
    static Incoming parse(String packet) {
        Signal signal = SIGNALS.get(packet);
        if (signal != null) {
            return signal;
        }
        if (packet.length() < 2 || packet.charAt(0) != '4' || packet.indexOf(SEPARATOR) >= 0) {
            return Signal.BROKEN;
        }
        return switch (packet.charAt(1)) {
            case '0' -> connect(packet.substring(2));
            case '2' -> event(packet);
            case '3' -> ack(packet);
            default -> Signal.BROKEN;
        };
    }

    private static Incoming connect(String rest) {
        if (rest.isEmpty() || isObject(rest)) {
            return new Connect(rest);
        }
        Matcher foreign = NAMESPACE.matcher(rest);
        if (!foreign.matches()) {
            return Signal.BROKEN;
        }
        String namespace = foreign.group(1);
        String auth = foreign.group(2);
        return namespace.equals("/") ? new Connect(auth == null ? "" : auth) : new ForeignConnect(namespace);
    }

    private static Incoming event(String packet) {
        int start = afterDigits(packet);
        if (start < 0 || !isArray(packet, start)) {
            return Signal.BROKEN;
        }
        long ack = start == 2 ? Event.NO_ACK : Long.parseLong(packet, 2, start, 10);
        return new Event(ack, packet.substring(start));
    }

    private static Incoming ack(String packet) {
        int start = afterDigits(packet);
        return start > 2 && isArray(packet, start) ? Signal.ACK : Signal.BROKEN;
    }

    /** Where the digits of an acknowledgement number end, or -1 when there are too many. */
    private static int afterDigits(String packet) {
        int at = 2;
        while (at < packet.length() && packet.charAt(at) >= '0' && packet.charAt(at) <= '9') {
            at++;
            if (at - 2 > MOST_DIGITS) {
                return -1;
            }
        }
        return at;
    }

    private static boolean isArray(String packet, int start) {
        return packet.length() - start >= 2 && packet.charAt(start) == '[' && packet.endsWith("]");
    }

    private static boolean isObject(String text) {
        return text.length() >= 2 && text.startsWith("{") && text.endsWith("}");
    }
}
