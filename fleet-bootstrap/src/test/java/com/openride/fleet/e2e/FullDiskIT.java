package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openride.fleet.adapter.postgis.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk of PostgreSQL runs full under load, and is given room again. Only root can make a disk for it. */
@Tag("endurance")
class FullDiskIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int DRIVERS = 40;
    private static final int ENOUGH = 1000;
    private static final long LEFT_BYTES = 4L << 20;

    private static Path disk;
    private static boolean mounted;

    @BeforeAll
    static void mount() throws Exception {
        disk = Files.createTempDirectory("fleet-disk");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", disk.toString());
        assumeTrue(mounted, "a disk can be mounted");
    }

    @AfterAll
    static void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
        Files.delete(disk);
    }

    @Test
    void no_acked_fix_goes_missing_and_fixes_are_taken_again_once_there_is_room() throws Exception {
        try (var postgres = new PostgresServer(Files.createDirectory(disk.resolve("postgres")), true)) {
            try (FleetProcess fleet = FleetProcess.serve(Traffic.unlimited(postgres.url("postgres")));
                    var traffic = new Traffic(fleet.url(""), DRIVERS)) {
                awaitMore(traffic);

                Path ballast = fill();
                await().atMost(LONG).until(() -> traffic.refused() >= ENOUGH);
                long ackedFull = traffic.acked().size();
                assertThat(fleet.get("/health").statusCode()).isEqualTo(200);
                assertThat(fleet.get("/ready").statusCode()).isEqualTo(200);
                await().atMost(LONG).until(() -> fleet.get("/health").body().contains("\"disconnected\""));

                Files.delete(ballast);
                restartIfGone(postgres);
                long begun = System.nanoTime();
                await().atMost(LONG).until(() -> traffic.acked().size() >= ackedFull + ENOUGH);
                System.out.printf(
                        "fixes are taken again %d ms after there is room%n",
                        Duration.ofNanos(System.nanoTime() - begun).toMillis());
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
                traffic.finish();
                traffic.compare("disk full", postgres, "postgres");
            }
        }
    }

    private static void awaitMore(Traffic traffic) {
        await().atMost(LONG).until(() -> traffic.acked().size() >= 2 * ENOUGH);
    }

    /** Leaves PostgreSQL a few megabytes. */
    private static Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(disk).getUsableSpace() > LEFT_BYTES) {
                out.write(block);
            }
        }
        return ballast;
    }

    /** Without room for its log PostgreSQL ends itself, and whoever watches over it starts it again. */
    private static void restartIfGone(PostgresServer postgres) throws IOException {
        try {
            postgres.execute("SELECT 1");
        } catch (SQLException e) {
            postgres.start();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
