package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;

/** What the documents show is run as it stands there, against the packaged service. */
class DocumentsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+)(?: ([^\n]*))?\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

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
        int run = 0;
        for (Block block : blocks("API_REFERENCE.md")) {
            if (block.language().equals("bash")) {
                said = NodeScripts.run("reference.sh", "set -eu\n" + block.text(), variables, "bash", "reference.sh");
                run++;
            } else {
                // A document of several answers is as good as its last.
                String last = said.substring(said.lastIndexOf("\n{") + 1);
                assertThat(names(last)).as("%s answers %s", block, said).isEqualTo(names(block.text()));
            }
        }
        assertThat(run).isGreaterThan(10);
    }

    @Test
    void every_endpoint_is_in_the_reference_and_no_other() throws IOException {
        JsonNode paths = JSON.readTree(fleet.get("/openapi.json").body()).path("paths");
        var served = new TreeSet<String>();
        paths.fieldNames()
                .forEachRemaining(path -> paths.path(path)
                        .fieldNames()
                        .forEachRemaining(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(rows("API_REFERENCE.md", "\\| `([A-Z]+ /[^`]*)` \\|")).isEqualTo(served);
    }

    @Test
    void every_client_of_the_guide_runs() throws IOException {
        UUID trip = new Operator(fleet).plan(driver, rider);
        new Operator(fleet).move(trip, "EN_ROUTE");
        Map<String, String> variables = variables(trip);
        List<String> said = new ArrayList<>();
        for (Block block : blocks("WEBSOCKET_GUIDE.md")) {
            if (block.language().equals("js")) {
                String file = "guide-" + block.name() + ".mjs";
                said.add(NodeScripts.run(file, block.text(), variables, "node", file));
            }
        }
        assertThat(said)
                .satisfiesExactly(
                        as -> assertThat(as).isEqualTo("a fix every 5 s\n"),
                        as -> assertThat(as).startsWith("EN_ROUTE").contains("6.5801 3.3612"),
                        as -> assertThat(as).startsWith("until 20"),
                        as -> assertThat(as).contains("0 alerts are open", "1 cars"));
    }

    @Test
    void every_event_and_every_code_is_in_the_guide() throws IOException {
        JsonNode document = JSON.readTree(fleet.get("/asyncapi.json").body());
        String guide = Files.readString(DOCS.resolve("WEBSOCKET_GUIDE.md"));
        Stream<String> events = document.findValuesAsText("name").stream().filter(name -> !name.equals("token"));
        Stream<String> codes = document.findValues("x-errors").stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(JsonNode::asText);

        assertThat(Stream.concat(events, codes).map(name -> "`" + name + "`"))
                .isNotEmpty()
                .allMatch(guide::contains);
    }

    @Test
    void the_declaration_and_what_is_shown_with_it_compile() throws IOException {
        Block typed = blocks("WEBSOCKET_GUIDE.md").stream()
                .filter(block -> block.language().equals("ts"))
                .findFirst()
                .orElseThrow();
        Map<String, String> none = Map.of();
        NodeScripts.run("fleet-events.d.ts", Files.readString(DOCS.resolve("fleet-events.d.ts")), none, "true");
        NodeScripts.run("wrong.ts", WRONG, none, "true");

        NodeScripts.run(
                "guide.ts",
                typed.text(),
                none,
                "node",
                "node_modules/typescript/bin/tsc",
                "--strict",
                "--noEmit",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--module",
                "es2022",
                "--moduleResolution",
                "bundler",
                "guide.ts",
                "wrong.ts");
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

    private static Set<String> rows(String document, String pattern) throws IOException {
        var rows = new TreeSet<String>();
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(DOCS.resolve(document)));
        matcher.results().forEach(row -> rows.add(row.group(1)));
        return rows;
    }

    private static List<Block> blocks(String document) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(document)))
                .results()
                .map(found -> new Block(found.group(1), String.valueOf(found.group(2)), found.group(3)))
                .toList();
    }

    /** What stands between two fences. */
    private record Block(String language, String name, String text) {}
}
