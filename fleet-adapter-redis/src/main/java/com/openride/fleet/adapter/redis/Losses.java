package com.openride.fleet.adapter.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The channels on which something was lost. Past a bound only that something was. Safe for use by many threads. */
final class Losses {

    private static final int MOST = 1000;

    private final Set<String> channels = new LinkedHashSet<>();
    private boolean tooMany;

    /**
     * What was lost.
     *
     * @param channels where, if it is known
     * @param anywhere whether it may have been anywhere
     */
    record Lost(List<String> channels, boolean anywhere) {

        boolean isNothing() {
            return channels.isEmpty() && !anywhere;
        }
    }

    synchronized void add(String channel) {
        channels.add(channel);
        if (channels.size() > MOST) {
            channels.clear();
            tooMany = true;
        }
    }

    synchronized void addAnything() {
        channels.clear();
        tooMany = true;
    }

    /** What was lost since the last call. */
    synchronized Lost take() {
        var lost = new Lost(tooMany ? List.of() : List.copyOf(channels), tooMany);
        channels.clear();
        tooMany = false;
        return lost;
    }
}
