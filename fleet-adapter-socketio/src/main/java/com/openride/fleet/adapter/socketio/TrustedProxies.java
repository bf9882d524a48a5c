package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Networks whose proxies are believed when they say whom they speak for. */
final class TrustedProxies {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::parse).toList());
    }

    /** Whether the peer is one of the trusted proxies. */
    boolean trusts(SocketAddress peer) {
        return peer instanceof InetSocketAddress address && trusts(address.getAddress());
    }

    /**
     * Whom the request comes from: the peer or, as long as each hop is trusted, the one it names. Of the hops named the
     * right-most that is not trusted wins, since everything left of it may be invented.
     */
    String clientOf(SocketAddress peer, HttpHeaders headers) {
        if (!(peer instanceof InetSocketAddress address)) {
            return "unknown";
        }
        InetAddress client = address.getAddress();
        List<String> hops = new ArrayList<>(hopsOf(headers));
        Collections.reverse(hops);
        for (String hop : hops) {
            Optional<InetAddress> before = addressOf(hop);
            if (!trusts(client) || before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client.getHostAddress();
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    private static List<String> hopsOf(HttpHeaders headers) {
        List<String> given = headers.getAll(FORWARDED_FOR);
        if (!given.isEmpty()) {
            return given.stream().flatMap(TrustedProxies::parts).toList();
        }
        return headers.getAll(FORWARDED).stream()
                .flatMap(TrustedProxies::parts)
                .flatMap(element -> Stream.of(element.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                .map(pair -> pair.substring("for=".length()).replace("\"", ""))
                .toList();
    }

    private static Stream<String> parts(String line) {
        return Stream.of(line.split(",", -1)).map(String::strip);
    }

    /** Reads a literal address, with or without a port; never asks a name server. */
    private static Optional<InetAddress> addressOf(String hop) {
        String bare = hop.startsWith("[") ? hop.substring(1, Math.max(1, hop.indexOf(']'))) : hop;
        boolean portAfterFour = bare.indexOf('.') > 0 && bare.indexOf(':') > 0;
        String host = portAfterFour ? bare.substring(0, bare.indexOf(':')) : bare;
        return literal(host);
    }

    private static Optional<InetAddress> literal(String host) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            return Optional.empty();
        }
    }

    /** All addresses with the same leading bits. */
    private record Network(InetAddress base, int prefix) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            InetAddress base =
                    literal(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> notANetwork(text));
            int bits = base.getAddress().length * 8;
            int prefix = slash < 0 ? bits : prefixOf(text, slash);
            if (prefix < 0 || prefix > bits) {
                throw notANetwork(text);
            }
            return new Network(base, prefix);
        }

        boolean contains(byte[] address) {
            byte[] own = base.getAddress();
            if (own.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((own[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        private static int prefixOf(String text, int slash) {
            try {
                return Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException malformed) {
                throw notANetwork(text);
            }
        }

        private static IllegalArgumentException notANetwork(String text) {
            return new IllegalArgumentException(
                    "'" + text + "' is neither an address nor a network such as 10.0.0.0/8 or fd00::/8");
        }
    }
}
