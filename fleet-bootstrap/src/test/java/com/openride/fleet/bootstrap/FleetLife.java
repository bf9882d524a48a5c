package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.trip.TripStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a fleet does between its start and its end where it is tested that nothing is left of it. */
final class FleetLife {

    /** Netty's global executor and the like end by themselves after a moment of idling. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private FleetLife() {}

    /** Opens and closes; a first round lets the libraries settle in. */
    static void leavesNothing(int rounds, Runnable life) {
        life.run();
        // The JDK's own timer belongs to the process, and is not needed in every round.
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 1, TimeUnit.MILLISECONDS)
                .join();
        Set<String> threads = Footprint.threads();
        long sockets = Footprint.sockets();
        for (int round = 0; round < rounds; round++) {
            life.run();
        }
        await().atMost(MOMENT).pollInSameThread().untilAsserted(() -> {
            Set<String> more = Footprint.threads();
            more.removeAll(threads);
            assertThat(more).isEmpty();
            assertThat(Footprint.sockets()).isLessThanOrEqualTo(sockets);
        });
    }

    /** A ride from its plan to a position seen; closes the fleet. */
    static void ride(FleetService fleet) {
        try (fleet) {
            var ride = new InProcess(fleet);
            ride.register();
            ride.progress(TripStatus.EN_ROUTE);
            FollowDriver.Following left = ride.follow();
            assertThat(left.trip().status()).isEqualTo(TripStatus.EN_ROUTE);
            assertThat(ride.report(Instant.now())).isInstanceOf(LocationReceipt.Accepted.class);
            await().untilAsserted(() -> assertThat(ride.seen).hasSize(1));
        }
    }

    /** Does the work while a driver is connected. */
    static void connectedWhile(FleetService fleet, Runnable work) {
        var driver = InProcess.as(UUID.randomUUID(), Role.DRIVER);
        try (var clients = SocketClients.to(URI.create("http://127.0.0.1:" + fleet.port()), 1)) {
            clients.client(() -> Tokens.signed(Tokens.claims(driver)))
                    .open()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            work.run();
        }
    }
}
