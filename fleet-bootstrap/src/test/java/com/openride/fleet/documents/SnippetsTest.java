package com.openride.fleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every snippet of every document is run, compiled or read by a test; here, those that need no service. */
final class SnippetsTest {

    private static final String ANY = ".*";

    /** Who holds a language, and in which documents: what stands elsewhere would be held by nobody. */
    private static final Map<String, String> HELD = Map.ofEntries(
            Map.entry("bash", ANY), // here; DocumentsIT runs what can be run
            Map.entry("js", ANY), // DocumentsIT runs them
            Map.entry("ts", ANY), // DocumentsIT compiles them
            Map.entry("sql", ANY), // DocumentsIT runs them
            Map.entry("java", ANY), // EmbeddingDocumentTest compiles and runs them
            Map.entry("json", ANY), // here; DocumentsIT compares them with answers
            Map.entry("xml", ANY), // here
            Map.entry("yaml", ANY), // here
            Map.entry("redis", "docs/EVENTS.md"), // EventStreamTest runs them
            Map.entry("acl", "docs/OPERATIONS.md"), // RedisSecuredTest gives Redis these rights
            Map.entry("text", ANY)); // pictures and what programs print

    /** Documents whose commands DocumentsIT runs, one and all. */
    private static final Set<String> RUN = Set.of("README.md", "docs/API_REFERENCE.md", "docs/MIGRATION.md");

    /** Programs that are not run from a test: they build for minutes, need an engine, or another's database. */
    private static final Set<String> NOT_RUN = Set.of("docker", "docker-compose", "mvn", "java", "export", "kubectl");

    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/.$-])(?:bin|deploy|docs|\\.ci|fleet-[a-z-]+)/[\\w./-]*\\w");

    @Test
    void every_fence_names_a_language_that_is_held_where_it_stands() {
        for (String document : Snippet.documents()) {
            List<Snippet> snippets = Snippet.of(document);
            long fences = Snippet.read(document)
                    .lines()
                    .filter(line -> line.strip().startsWith("```"))
                    .count();

            assertThat(snippets)
                    .as(document)
                    .hasSize((int) fences / 2)
                    .allMatch(snippet -> document.matches(HELD.getOrDefault(snippet.language(), "nowhere")));
        }
    }

    @Test
    void json_is_json_and_yaml_is_yaml() {
        var json = JsonMapper.builder().build();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));

        assertThat(Snippet.in("json")).isNotEmpty().allSatisfy(snippet -> json.readTree(snippet.text()));
        assertThat(Snippet.in("yaml")).allSatisfy(snippet -> yaml.load(snippet.text()));
    }

    @Test
    void xml_is_xml_and_names_modules_that_there_are_by_their_version() throws Exception {
        Document parent = xml(Files.readString(Path.of("..", "pom.xml")));
        for (Snippet snippet : Snippet.in("xml")) {
            Document document = xml(snippet.text());
            assertThat(Path.of("..", text(document, "artifactId")))
                    .as(snippet.toString())
                    .isDirectory();
            assertThat(text(document, "groupId")).as(snippet.toString()).isEqualTo(text(parent, "groupId"));
            assertThat(text(document, "version")).as(snippet.toString()).isEqualTo(text(parent, "version"));
        }
    }

    @Test
    void commands_can_be_read_by_bash() {
        assertThat(Snippet.in("bash")).isNotEmpty().allSatisfy(snippet -> {
            Process bash =
                    new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
            try (var in = bash.outputWriter()) {
                in.write(snippet.text());
            }
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as("%s: %s", snippet, said).isZero();
        });
    }

    @Test
    void what_commands_name_is_there() {
        assertThat(Snippet.in("bash"))
                .flatMap(snippet -> PATH.matcher(snippet.text())
                        .results()
                        .map(found -> Path.of("..", found.group().replaceFirst("/target/.*", "/pom.xml")))
                        .toList())
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    @Test
    void what_is_not_run_is_a_program_that_cannot_be_run_here() {
        Stream<String> words = Snippet.in("bash").stream()
                .filter(snippet -> !RUN.contains(snippet.document()))
                .flatMap(snippet -> snippet.text().replace("\\\n", " ").lines())
                .map(line -> Arrays.asList(line.strip().split(" ", -1)).get(0));

        assertThat(words).isNotEmpty().allMatch(NOT_RUN::contains);
    }

    @Test
    void the_ten_lines_of_the_readme_are_those_of_the_document() {
        Snippet shown = only("README.md");
        Snippet tested = only("docs/EMBEDDING.md");

        assertThat(shown.text()).isEqualTo(tested.text());
    }

    private static Snippet only(String document) {
        return Snippet.in("java").stream()
                .filter(snippet -> snippet.document().equals(document))
                .findFirst()
                .orElseThrow();
    }

    private static Document xml(String text) throws Exception {
        var source = new InputSource(new StringReader(text));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
    }

    private static String text(Document document, String tag) {
        return document.getElementsByTagName(tag).item(0).getTextContent();
    }
}
