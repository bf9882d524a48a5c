package com.openride.fleet.bootstrap.replay;

import com.openride.fleet.bootstrap.client.Backoff;
import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All vehicles of a trace side by side, each as a driver of its own. */
final class Replay implements AutoCloseable {

    private static final int THREADS = 2;
    private static final long CONNECT_SECONDS = 30;
    private static final long STOP_SECONDS = 3;

    private final FleetUnderTest server;
    private final SocketClients sockets;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS, work -> {
        var thread = new Thread(work, "fleet-replay");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, SocketClient> connected = new LinkedHashMap<>();
    private final Map<String, VehicleReplay> vehicles = new LinkedHashMap<>();
    private final Stage stage;
    private final CompletableFuture<?> all;

    /**
     * How it is sent.
     *
     * @param speed how many times faster than recorded, positive; above 1 in batches
     * @param maxGap the longest gap that is kept
     * @param limit the service's limit, to be audited at speed 1; zero for none
     */
    record Manner(double speed, Duration maxGap, Duration limit) {

        boolean inBatches() {
            return speed > 1;
        }

        boolean isAudited() {
            return !limit.isZero() && !inBatches();
        }
    }

    /**
     * Connects every vehicle and starts.
     *
     * @throws java.util.concurrent.CompletionException when one cannot be connected
     */
    Replay(FleetUnderTest server, Trace trace, Manner manner) {
        this.server = server;
        this.sockets = SocketClients.to(server.url(), THREADS);
        trace.byVehicle().keySet().forEach(vehicle -> connected.put(vehicle, client(vehicle)));
        CompletableFuture.allOf(connected.values().stream()
                        .map(socket -> socket.open().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .join();
        stage = new Stage(InstantSource.system(), timer);
        trace.byVehicle().forEach((vehicle, rows) -> vehicles.put(vehicle, vehicle(vehicle, rows, manner)));
        all = CompletableFuture.allOf(
                vehicles.values().stream().map(VehicleReplay::start).toArray(CompletableFuture[]::new));
    }

    Stage stage() {
        return stage;
    }

    Map<String, VehicleReplay> vehicles() {
        return vehicles;
    }

    long connections() {
        return connected.values().stream().filter(SocketClient::isOpen).count();
    }

    Ledger.Figures figures() {
        return vehicles.values().stream()
                .map(vehicle -> vehicle.ledger().figures())
                .reduce(new Ledger.Figures(0, 0, 0, 0, 0, 0), Ledger.Figures::plus);
    }

    boolean isDone() {
        return all.isDone();
    }

    /** Sends nothing more and waits a little for what is under way. */
    void stop() {
        vehicles.values().forEach(VehicleReplay::stop);
        all.completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What the service shows otherwise than it was taken, vehicle by vehicle. */
    List<String> differences() {
        var rest =
                new RestClient(server.url(), () -> server.token(Role.SERVICE, TraceRow.driverOf("the replay itself")));
        var reading = new ReadBack(rest, stage.start());
        List<String> differences = new ArrayList<>();
        vehicles.forEach((vehicle, replay) -> reading.differences(
                        TraceRow.driverOf(vehicle), replay.ledger().stored())
                .forEach(difference -> differences.add(vehicle + ": " + difference)));
        return differences;
    }

    @Override
    public void close() {
        connected.values().forEach(SocketClient::close);
        timer.shutdownNow();
        sockets.close();
    }

    private SocketClient client(String vehicle) {
        UUID driver = TraceRow.driverOf(vehicle);
        return sockets.client(() -> server.token(Role.DRIVER, driver), Backoff.USUAL);
    }

    private VehicleReplay vehicle(String name, List<TraceRow> rows, Manner manner) {
        SocketClient socket = connected.get(name);
        @Nullable LimitAudit audit = manner.isAudited() ? new LimitAudit(manner.limit()) : null;
        if (socket == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return new VehicleReplay(
                Shipment.plan(rows, manner.speed(), manner.maxGap()), manner.inBatches(), socket, stage, audit);
    }
}
