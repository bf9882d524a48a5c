package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is in {@code deploy/} fits together, and fits what {@code docs/CONFIGURATION.md} says. */
final class DeploymentFilesTest {

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final String PORT = "8096";
    private static final Pattern PINNED = Pattern.compile(".+:[0-9].*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

    private final Map<String, Object> compose = map(load("compose.yaml").get(0));
    private final Map<String, Object> services = map(compose.get("services"));

    @Test
    void every_image_is_pinned_by_a_tag() throws IOException {
        Set<String> images = new TreeSet<>();
        services.values().forEach(service -> images.add(text(map(service).get("image"))));
        read("Dockerfile")
                .lines()
                .filter(line -> line.startsWith("FROM "))
                .forEach(line -> images.add(line.split(" ", -1)[1]));
        images.add(text(container().get("image")));

        assertThat(images)
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(image -> PINNED.matcher(image).matches());
    }

    @Test
    void instances_are_not_root_and_write_nowhere_but_to_a_tmpfs() throws IOException {
        for (String name : List.of("fleet-service", "fleet-2", "fleet-3")) {
            Map<String, Object> service = map(services.get(name));
            assertThat(service)
                    .as(name)
                    .containsEntry("read_only", true)
                    .containsEntry("user", "10001:10001")
                    .containsEntry("tmpfs", List.of("/tmp"))
                    .containsEntry("cap_drop", List.of("ALL"));
        }
        assertThat(read("Dockerfile")).contains("\nUSER 10001:10001\n").contains("\nHEALTHCHECK ");
        assertThat(map(container().get("securityContext")))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false);
        assertThat(map(pod().get("securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 10001);
    }

    @Test
    void every_variable_is_one_that_the_service_knows_and_its_value_can_be_used() throws IOException {
        Set<String> known = known();
        Map<String, String> composed =
                filled(map(map(services.get("fleet-service")).get("environment")));
        Map<String, String> pods = new HashMap<>();
        list(container().get("env"))
                .forEach(entry ->
                        pods.put(text(map(entry).get("name")), text(map(entry).get("value"))));

        assertThat(known).containsAll(composed.keySet()).containsAll(pods.keySet());
        assertThat(FleetConfig.of(composed).port()).isEqualTo(8096);
        assertThat(FleetConfig.of(pods).metricsPort()).isEqualTo(9096);
    }

    @Test
    void ports_are_those_of_the_contract_everywhere() throws IOException {
        assertThat(map(services.get("fleet-service")).get("ports")).isEqualTo(List.of(PORT + ":" + PORT));
        assertThat(read("Dockerfile")).contains("\nEXPOSE " + PORT + "\n").contains("\nENV PORT=" + PORT + "\n");
        assertThat(read("nginx.conf").lines().filter(line -> line.strip().startsWith("server fleet-")))
                .hasSize(3)
                .allMatch(line -> line.contains(":" + PORT + " "));
        assertThat(list(container().get("ports"))).contains(Map.of("name", "http", "containerPort", 8096));
        assertThat(container().toString()).contains("path=/ready").contains("path=/live");
    }

    @Test
    void nginx_knows_every_instance_of_the_cluster() throws IOException {
        Set<String> instances = services.keySet().stream()
                .filter(name -> name.startsWith("fleet-"))
                .collect(Collectors.toCollection(TreeSet::new));
        String nginx = read("nginx.conf");

        assertThat(instances).hasSize(3).allMatch(name -> nginx.contains("server " + name + ":"));
        assertThat(map(map(services.get("nginx")).get("depends_on")).keySet()).isEqualTo(instances);
        assertThat(nginx).contains("hash $remote_addr consistent;").contains("proxy_set_header Upgrade $http_upgrade;");
    }

    @Test
    void the_one_instance_starts_without_a_profile_and_with_what_it_depends_on() {
        Map<String, Object> one = map(services.get("fleet-service"));

        assertThat(one).doesNotContainKey("profiles");
        assertThat(map(one.get("depends_on")).keySet()).containsExactlyInAnyOrder("postgis", "redis");
        assertThat(map(one.get("depends_on")).keySet())
                .allMatch(name -> map(services.get(name)).containsKey("healthcheck"));
    }

    @Test
    void the_document_names_the_image_the_service_and_the_profile_that_there_are() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "DEPLOYMENT.md"));
        String image = text(map(services.get("fleet-service")).get("image"));

        assertThat(found(page, "docker build -f deploy/Dockerfile -t (\\S+) \\."))
                .isNotEmpty()
                .allMatch(image::equals);
        assertThat(container()).containsEntry("image", image);
        assertThat(found(page, " up ([a-z-]+)")).isNotEmpty().allMatch(services::containsKey);
        assertThat(found(page, "--profile (\\w+)"))
                .isNotEmpty()
                .allMatch(profile ->
                        text(map(services.get("nginx")).get("profiles")).contains(profile));
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void there_is_time_to_send_clients_away_before_the_end() {
        long drain = FleetConfig.of(Map.of()).drain().toSeconds();

        assertThat(text(map(services.get("fleet-service")).get("stop_grace_period")))
                .isEqualTo(drain + 20 + "s");
        assertThat((Integer) pod().get("terminationGracePeriodSeconds")).isGreaterThan((int) drain + 20);
    }

    private Map<String, Object> pod() {
        Map<String, Object> deployment = map(load("kubernetes/fleet.yaml").get(0));
        return map(map(map(deployment.get("spec")).get("template")).get("spec"));
    }

    private Map<String, Object> container() {
        return map(list(pod().get("containers")).get(0));
    }

    /** The variables that the document names, and the two that compose itself reads. */
    private static Set<String> known() throws IOException {
        return Pattern.compile("`([A-Z][A-Z_]+)`")
                .matcher(Files.readString(Path.of("..", "docs", "CONFIGURATION.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, String> filled(Map<String, Object> variables) {
        Map<String, String> filled = new HashMap<>();
        variables.forEach(
                (name, value) -> filled.put(name, VARIABLE.matcher(text(value)).replaceAll("$2")));
        return filled;
    }

    private static List<Object> load(String name) {
        try (Stream<String> lines = Files.lines(DEPLOY.resolve(name))) {
            List<Object> documents = new ArrayList<>();
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(lines.collect(Collectors.joining("\n")))
                    .forEach(documents::add);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) throws IOException {
        return Files.readString(DEPLOY.resolve(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        assertThat(value).isInstanceOf(List.class);
        return (List<Object>) Objects.requireNonNull(value);
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
