package com.openride.fleet.bootstrap.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process on this machine has used, as Linux tells it under {@code /proc}.
 *
 * @param pid its number
 */
record ServerProcess(long pid) {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    /** Linux counts a process's time in hundredths of a second whatever its own clock does. */
    private static final double TICKS_PER_SECOND = 100;

    /** The process of this number, if it can be looked at. */
    static Optional<ServerProcess> of(long pid) {
        return Files.isReadable(PROC.resolve(pid + "/stat")) ? Optional.of(new ServerProcess(pid)) : Optional.empty();
    }

    /** Whoever listens on the port of the address, if the address is this machine's and may be looked at. */
    static Optional<ServerProcess> listeningAt(URI url) {
        try {
            return InetAddress.getByName(url.getHost()).isLoopbackAddress()
                    ? listeningOn(url.getPort())
                    : Optional.empty();
        } catch (UnknownHostException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServerProcess> listeningOn(int port) {
        List<String> sockets = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(PROC.resolve("self/net/" + table)).stream())
                .map(line -> line.trim().split("\\s+", -1))
                .filter(row ->
                        row.length > 9 && row[3].equals(LISTENS) && row[1].endsWith(String.format(":%04X", port)))
                .map(row -> "socket:[" + row[9] + "]")
                .toList();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> holds(process, sockets))
                .findFirst()
                .flatMap(ServerProcess::of);
    }

    private static boolean holds(long process, List<String> sockets) {
        try (Stream<Path> open = Files.list(PROC.resolve(process + "/fd"))) {
            return open.map(ServerProcess::target).anyMatch(sockets::contains);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Seconds of CPU that it has used so far; 0 when it has gone. */
    double cpuSeconds() {
        List<String> stat = lines(PROC.resolve(pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // The name of the program comes in brackets and may have anything in it.
        String[] fields =
                stat.get(0).substring(stat.get(0).lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Memory in use, in MiB; 0 when it has gone. */
    double residentMebibytes() {
        return lines(PROC.resolve(pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .flatMap(line -> Arrays.stream(line.split("\\s+", -1)).skip(1).limit(1))
                .mapToLong(Long::parseLong)
                .mapToDouble(kibibytes -> kibibytes / 1024.0)
                .findFirst()
                .orElse(0);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
