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
    private static final String SOCKET = "socket:[";
    // Columns of the kernel's tables of sockets, and a state.
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";

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
        return inodes().size();
    }

    /** How many ports this process listens on. */
    static long listening() {
        Set<String> own = inodes();
        return Stream.of("tcp", "tcp6")
                .flatMap(kind -> lines(Path.of("/proc/self/net", kind)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[STATE].equals(LISTEN) && own.contains(columns[INODE]))
                .count();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel calls the sockets of this process. */
    private static Set<String> inodes() {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.map(Footprint::target)
                    .filter(target -> target.startsWith(SOCKET))
                    .map(target -> target.substring(SOCKET.length(), target.length() - 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
