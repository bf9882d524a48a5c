package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.event.FleetEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it hears, and how often it may have missed something. */
final class NotingListener implements FleetBroadcast.Listener {

    final List<FleetEvent> heard = new CopyOnWriteArrayList<>();
    final List<Boolean> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void hear(FleetEvent event) {
        heard.add(event);
    }

    @Override
    public void mayHaveMissed() {
        gaps.add(true);
    }
}
