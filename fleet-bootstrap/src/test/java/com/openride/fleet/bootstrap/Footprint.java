package com.openride.fleet.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process holds at the moment, as Linux and the JVM tell. */
final class Footprint {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Footprint() {}

    /** Threads that live, by name. */
    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(thread -> thread.getName() + "#" + thread.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many threads of fleets there are. */
    static long ofFleet() {
        return threads().stream().filter(name -> name.startsWith("fleet")).count();
    }

    /** How many sockets are open. */
    static long sockets() {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(Footprint::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many ports this machine listens on. */
    static long listening() {
        return Stream.of("tcp", "tcp6")
                .map(kind -> Path.of("/proc/self/net", kind))
                .mapToLong(Footprint::listening)
                .sum();
    }

    private static long listening(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.contains(" 0A ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
