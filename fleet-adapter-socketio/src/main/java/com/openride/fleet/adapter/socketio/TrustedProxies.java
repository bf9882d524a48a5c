package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose word about the client's address is believed. */
final class TrustedProxies {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> rules;

    /**
     * Trusts these.
     *
     * @param networks addresses, or networks in CIDR form
     * @throws IllegalArgumentException naming the first that is neither
     */
    TrustedProxies(List<String> networks) {
        rules = networks.stream().map(TrustedProxies::rule).toList();
    }

    /** The address of the client itself: the last one in the chain that is not a trusted proxy's. */
    String clientOf(SocketAddress peer, HttpHeaders headers) {
        InetAddress address = ((InetSocketAddress) peer).getAddress();
        if (!isTrusted(address)) {
            return address.getHostAddress();
        }
        List<String> chain = new ArrayList<>(headers.getAll(FORWARDED_FOR).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList());
        Collections.reverse(chain);
        String client = address.getHostAddress();
        for (String hop : chain) {
            InetAddress hopAddress = parse(hop);
            if (hopAddress == null) {
                return client;
            }
            client = hopAddress.getHostAddress();
            if (!isTrusted(hopAddress)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return rules.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(address, 0)));
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        InetAddress address = parse(slash < 0 ? network : network.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("not an address or network: " + network);
        }
        int bits = 8 * address.getAddress().length;
        int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("not an address or network: " + network);
        }
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    /** Reads an address without ever asking a name server. */
    private static @Nullable InetAddress parse(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
