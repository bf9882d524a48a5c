package com.openride.fleet.application.watch;

import com.openride.fleet.application.port.in.WatchFleet.Changes;
import com.openride.fleet.application.port.in.WatchFleet.Watching;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/** What one operator has been shown, and what comes after it. */
final class Watched implements Watching {

    private final AreaNews news;
    private final AlertTail tail;
    private final Runnable ended;
    private final List<Registration> registrations = new ArrayList<>();
    private List<Alert> open = List.of();
    private List<Alert> missed = List.of();

    Watched(AreaNews news, AlertTail tail, Runnable ended) {
        this.news = news;
        this.tail = tail;
        this.ended = ended;
    }

    /** Adds what is to be given up at the end. */
    void add(Registration registration) {
        registrations.add(registration);
    }

    /** Shows alerts: those that are open, and the changes above a version that is known. */
    void show(List<Alert> openNow, long known, List<Alert> changes) {
        open = openNow;
        missed = changes.stream()
                .filter(alert -> !alert.report().details().late())
                .toList();
        tail.hasSeen(changes.isEmpty() ? known : changes.get(changes.size() - 1).version());
    }

    @Override
    public long alertVersion() {
        return tail.told();
    }

    @Override
    public List<Alert> open() {
        return open;
    }

    @Override
    public List<Alert> missed() {
        return missed;
    }

    @Override
    public void start() {
        tail.start();
    }

    @Override
    public Changes changes() {
        return news.changes();
    }

    @Override
    public void close() {
        ended.run();
        tail.close();
        registrations.forEach(Registration::close);
    }
}
