package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.documents.Snippet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/EMBEDDING.md} and other documents show of Java is compiled and run. */
final class EmbeddingDocumentTest {

    /** What the text around the snippets says in words. */
    private static final String GIVEN = """
            import com.openride.fleet.application.inmemory.*;
            import com.openride.fleet.application.port.in.*;
            import com.openride.fleet.domain.access.*;
            import com.openride.fleet.domain.driver.*;
            import com.openride.fleet.domain.geo.*;
            import com.openride.fleet.domain.rider.*;
            import com.openride.fleet.domain.trip.*;
            import java.time.*;
            import java.util.*;
            %s
            public final class Snippet implements FollowDriver.Watcher, Runnable {
                static int moves;
                public void moved(DriverPosition position) { moves++; }
                public void progressed(TripUpdate update) {}
                public void ended() {}
                public void run() {
                    var now = Instant.now();
                    var place = new GeoPoint(6.6018, 3.3515);
                    var driver = new DriverId(UUID.randomUUID());
                    var person = new RiderId(UUID.randomUUID());
                    var trip = new TripId(UUID.randomUUID());
                    var part = new RiderPart(person, null, place, new GeoPoint(6.5, 3.4));
                    var plan = new TripPlan(List.of(part), place, part.dropoff(), List.of(), null, null);
                    var service = new Principal(UUID.randomUUID(), Set.of(Role.SERVICE), now.plusSeconds(60));
                    var rider = new Principal(person.value(), Set.of(Role.RIDER), now.plusSeconds(60));
                    var setOut = new ProgressTrip.Request(TripStatus.EN_ROUTE, null, null, null, null, null);
                    var watcher = this;
                    var secret = "0123456789abcdef0123456789abcdef";
                    var clock = InstantSource.system();
                    var registry = new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
                    var log = new InMemoryLocationStore(Duration.ofHours(1), 100, clock);
                    %s
                }
            }
            """;

    @Test
    void every_snippet_compiles_and_runs(@TempDir Path folder) throws Exception {
        List<String> snippets = snippets();

        assertThat(snippets).hasSizeGreaterThan(2);
        for (int index = 0; index < snippets.size(); index++) {
            run(snippets.get(index), Files.createDirectory(folder.resolve("snippet" + index)));
        }
    }

    @Test
    void the_ten_lines_are_not_many_more_than_ten() {
        String body = snippets()
                .get(0)
                .lines()
                .filter(line -> !line.startsWith("import"))
                .collect(Collectors.joining("\n"));

        assertThat(body.strip().lines().count()).isLessThanOrEqualTo(10);
    }

    @Test
    void whoever_imports_the_parent_has_the_version_of_every_module() throws IOException {
        String parent = Files.readString(Path.of("..", "pom.xml"));
        List<String> modules = Pattern.compile("<module>(.*)</module>")
                .matcher(parent)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(modules)
                .hasSizeGreaterThan(6)
                .allMatch(module -> parent.replaceAll("\\s", "")
                        .contains("<artifactId>" + module
                                + "</artifactId><version>${project.version}</version></dependency>"));
    }

    private static List<String> snippets() {
        return Snippet.in("java").stream().map(Snippet::text).toList();
    }

    private static void run(String snippet, Path folder) throws Exception {
        String imports = lines(snippet, true);
        Path source = folder.resolve("Snippet.java");
        Files.writeString(source, GIVEN.formatted(imports, lines(snippet, false)));
        compile(source, folder);
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Runnable made = (Runnable)
                    loader.loadClass("Snippet").getDeclaredConstructor().newInstance();
            made.run();
        }
    }

    private static String lines(String snippet, boolean imports) {
        return snippet.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n"));
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
            boolean done = compiler.getTask(null, files, problems, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(done).as(() -> words(problems.getDiagnostics())).isTrue();
        }
    }

    private static String words(List<? extends Diagnostic<?>> problems) {
        return problems.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
