package com.openride.fleet.adapter.postgis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The data of a server that has only just been made, with one database more that has PostGIS. The two take two seconds of
 * processor time, a copy a tenth of one, and tests start dozens of servers; so it is made once and kept until the build is
 * cleaned, as has to be done when what it is made of has changed.
 */
final class PostgresTemplate {

    /** Of the whole build, whether this runs in the folder of a module or of all. */
    private static final Path FOLDER = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(place -> Files.isDirectory(place.resolve(".mvn")))
            .findFirst()
            .orElse(Path.of("").toAbsolutePath())
            .resolve("target");

    private PostgresTemplate() {}

    /**
     * Where it is; makes it if this JVM is the first of those side by side to ask.
     *
     * @param programs of the version that is to run on it
     */
    static synchronized Path data(Path programs) throws IOException {
        Files.createDirectories(FOLDER);
        Path ready = FOLDER.resolve("postgres" + programs.toString().replace('/', '-'));
        try (var turns = FileChannel.open(
                        FOLDER.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock mine = turns.lock()) {
            if (mine.isValid() && !Files.exists(ready)) {
                make(ready);
            }
        }
        return ready;
    }

    private static void make(Path ready) throws IOException {
        Path folder = Files.createTempDirectory("fleet-postgres");
        Path unfinished = Files.createTempDirectory(FOLDER, "postgres");
        try (var server = new PostgresServer(folder, false)) {
            server.execute("CREATE DATABASE " + PostgresServer.PREPARED);
            server.execute(PostgresServer.PREPARED, "CREATE EXTENSION postgis");
            server.stop();
            PostgresServer.copy(folder.resolve("data"), unfinished.resolve("data"));
            // Only what runs can be closed.
            server.start();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Files.move(unfinished.resolve("data"), ready, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }
}
