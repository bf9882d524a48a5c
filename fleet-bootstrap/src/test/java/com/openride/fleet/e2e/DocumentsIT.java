package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.documents.Snippet;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the documents show is run as it stands there, against the packaged service. */
class DocumentsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What each client must say. */
    private static final Map<String, String> SAID = Map.of(
            "README.md driver", "^(20\\d\\d-.*Z|RATE_LIMIT_EXCEEDED)\n$",
            "README.md rider", "(?m)^EN_ROUTE$",
            "docs/WEBSOCKET_GUIDE.md driver", "^a fix every 5 s\n$",
            "docs/WEBSOCKET_GUIDE.md rider", "^EN_ROUTE(?s:.*)\\d\\.\\d+ 3\\.3",
            "docs/WEBSOCKET_GUIDE.md refresh", "^until 20",
            "docs/WEBSOCKET_GUIDE.md operator", "0 alerts are open\n(?s:.*)[1-9] cars");

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess fleet;

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @BeforeAll
    static void serve() {
        fleet = FleetProcess.serve(Map.of());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void every_command_of_the_reference_does_what_it_says() throws IOException {
        Map<String, String> variables = variables(UUID.randomUUID());
        String said = "";
        for (Snippet snippet : Snippet.of("docs/API_REFERENCE.md")) {
            if (snippet.language().equals("bash")) {
                said = bash(snippet, variables);
            } else {
                // A document of several answers is as good as its last.
                String last = said.substring(said.lastIndexOf("\n{") + 1);
                assertThat(names(last)).as("%s answers %s", snippet, said).isEqualTo(names(snippet.text()));
            }
        }
    }

    @Test
    void the_two_commands_of_the_readme_serve_and_drive() {
        List<String> commands = Snippet.of("README.md")
                .get(0)
                .text()
                .lines()
                .map(line -> line.replaceFirst(" *#.*", ""))
                .toList();

        assertThat(commands).hasSize(2);
        assertThat(typed(commands.get(0), "(?s).*operator  ey.*"))
                .contains("listens on", "driver    ey", "rider     ey");
        assertThat(typed(commands.get(1), "(?s).*connected 400 .* delivered [1-9].*"))
                .contains("simulating 200 drivers");
    }

    @Test
    void the_other_commands_of_readme_and_migration_run() {
        Map<String, String> variables = variables(UUID.randomUUID());
        List<Snippet> snippets = Stream.concat(
                        Snippet.of("README.md").stream().skip(1), Snippet.of("docs/MIGRATION.md").stream())
                .filter(snippet -> snippet.language().equals("bash"))
                .toList();

        assertThat(snippets)
                .hasSize(2)
                .allSatisfy(snippet -> assertThat(bash(snippet, variables)).startsWith("{"));
    }

    @Test
    void every_endpoint_is_in_the_reference_and_no_other() throws IOException {
        JsonNode paths = JSON.readTree(fleet.get("/openapi.json").body()).path("paths");
        var served = new TreeSet<String>();
        paths.fieldNames()
                .forEachRemaining(path -> paths.path(path)
                        .fieldNames()
                        .forEachRemaining(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(rows("docs/API_REFERENCE.md", "\\| `([A-Z]+ /[^`]*)` \\|")).isEqualTo(served);
    }

    @Test
    void every_client_of_every_document_runs() {
        UUID trip = UUID.fromString("11111111-1111-4111-8111-111111111112");
        var operator = new Operator(fleet);
        operator.plan(trip, driver, rider);
        operator.move(trip, "EN_ROUTE");
        Map<String, String> variables = variables(trip);

        var said = new LinkedHashMap<String, String>();
        for (Snippet snippet : Snippet.in("js")) {
            String file = snippet.name() + ".mjs";
            String text = here(snippet).replace("11111111-1111-4111-8111-111111111111", trip.toString());
            said.put(snippet.document() + " " + snippet.name(), NodeScripts.run(file, text, variables, "node", file));
        }

        assertThat(said)
                .containsOnlyKeys(SAID.keySet())
                .allSatisfy((snippet, words) -> assertThat(words)
                        .as(snippet)
                        .containsPattern(SAID.getOrDefault(snippet, "nothing is said of it")));
    }

    @Test
    void the_commands_for_a_database_leave_one_that_the_service_can_use() throws Exception {
        List<Snippet> snippets = Snippet.in("sql");
        assertThat(snippets).hasSize(1);
        try (var postgres = new PostgresServer()) {
            // Its superuser has the name that the document gives to the service's own.
            String sql = snippets.get(0).text().replace(" fleet", " tracking").replace("…", "secret");
            String database = "postgres";
            for (String line : sql.lines().toList()) {
                if (line.startsWith("\\c ")) {
                    database = line.substring(3);
                } else {
                    postgres.execute(database, line);
                }
            }
            String url = postgres.url(database).replaceFirst("//[^@]*@", "//tracking:secret@");
            try (var migration = FleetProcess.start(0, Map.of("DATABASE_URL", url), "migrate")) {
                assertThat(migration.exitWithin(Duration.ofSeconds(60)))
                        .as(migration.errors())
                        .isZero();
            }
        }
    }

    @Test
    void every_event_and_every_code_is_in_the_guide() throws IOException {
        JsonNode document = JSON.readTree(fleet.get("/asyncapi.json").body());
        String guide = Snippet.read("docs/WEBSOCKET_GUIDE.md");
        Stream<String> events = document.findValuesAsText("name").stream().filter(name -> !name.equals("token"));
        Stream<String> codes = document.findValues("x-errors").stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(JsonNode::asText);

        assertThat(Stream.concat(events, codes).map(name -> "`" + name + "`"))
                .isNotEmpty()
                .allMatch(guide::contains);
    }

    @Test
    @Tag("endurance")
    void the_declaration_compiles_with_every_event_and_with_what_is_shown_of_it() {
        NodeScripts.installTools();
        NodeScripts.write("fleet-events.d.ts", Snippet.read("docs/fleet-events.d.ts"));
        NodeScripts.write("wrong.ts", WRONG);
        List<Snippet> typed = Snippet.in("ts");

        assertThat(typed).isNotEmpty().allSatisfy(snippet -> {
            var command = new ArrayList<>(List.of("node", "node_modules/typescript/bin/tsc", "--strict", "--noEmit"));
            command.addAll(List.of("--skipLibCheck", "--target", "es2022", "--module", "es2022"));
            command.addAll(List.of("--moduleResolution", "bundler", "shown.ts", "wrong.ts", "events.ts"));
            NodeScripts.run("shown.ts", snippet.text(), Map.of(), command.toArray(String[]::new));
        });
    }

    /** Fails to compile where the declaration lets pass what is wrong. */
    private static final String WRONG = """
            import { io, Socket } from "socket.io-client";
            import type { ClientToServerEvents, ServerToClientEvents } from "./fleet-events";
            const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io("");
            // @ts-expect-error there is no such event
            socket.emit("rider:dance", () => {});
            // @ts-expect-error a fix has a longitude
            socket.emit("driver:location", { latitude: 6.5 }, () => {});
            // @ts-expect-error a position has no colour
            socket.on("driver:location", (position) => position.colour);
            // @ts-expect-error an answer may be a refusal
            socket.emit("sos", null, (answer) => answer.alertId);
            // @ts-expect-error no such status
            socket.on("trip:update", (update) => update.status === "FLYING");
            """;

    private Map<String, String> variables(UUID trip) {
        return Map.of(
                "URL", "http://127.0.0.1:" + fleet.port(),
                "TRIP_ID", trip.toString(),
                "DRIVER_ID", driver.toString(),
                "RIDER_ID", rider.toString(),
                "SERVICE", Operator.token(UUID.randomUUID(), Role.SERVICE),
                "DRIVER", Operator.token(driver, Role.DRIVER),
                "RIDER", Operator.token(rider, Role.RIDER),
                "OPERATOR", Operator.token(UUID.randomUUID(), Role.ADMIN));
    }

    private static List<String> names(String json) throws IOException {
        var names = new ArrayList<String>();
        JSON.readTree(json).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> rows(String document, String pattern) {
        var rows = new TreeSet<String>();
        Matcher matcher = Pattern.compile(pattern).matcher(Snippet.read(document));
        matcher.results().forEach(row -> rows.add(row.group(1)));
        return rows;
    }

    /** Runs the commands where they stand, against the service. */
    private static String bash(Snippet snippet, Map<String, String> variables) {
        return NodeScripts.run("shown.sh", "set -eu\n" + here(snippet), variables, "bash", "shown.sh");
    }

    /** What the command says until that is like this; then it is told to stop, and does. */
    private static String typed(String command, String until) {
        try (var process = FleetProcess.typed(FleetProcess.freePort(), command)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> process.output().matches(until) || !process.isAlive());
            assertThat(process.isAlive()).as(process.errors()).isTrue();
            assertThat(process.errors()).doesNotContain("building");
            process.terminate();
            assertThat(process.exitWithin(Duration.ofSeconds(10)))
                    .as(process.output() + process.errors())
                    .isZero();
            return process.output();
        }
    }

    /** The text, with the service of this test in the place of the usual one. */
    private static String here(Snippet snippet) {
        return snippet.text().replace("http://127.0.0.1:8096", "http://127.0.0.1:" + fleet.port());
    }
}
