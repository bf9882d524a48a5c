package com.openride.fleet.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.Departure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents link to and what they name in passing is there. */
final class NamesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile("(?:bin|deploy|docs|\\.ci|config|fleet-[a-z-]+)/[\\w./-]*\\w");
    private static final Pattern NAME = Pattern.compile("[A-Z]+[a-z]+(?:[A-Z][a-z]*)+|[A-Z]+(?:_[A-Z]+)+");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> READ =
            Set.of("java", "yaml", "yml", "json", "conf", "mjs", "sql", "xml", "sh", "Dockerfile", "ts");

    /** What others made or call so; the second is of the former service. */
    private static final Set<String> OF_OTHERS = Set.of("PodDisruptionBudget", "LOCATION_UPDATE_FAILED");

    @Test
    void every_link_leads_somewhere() {
        each(LINK, (document, link) -> {
            Path from = ROOT.resolve(document);
            Path target = link[1].isEmpty() ? from : from.resolveSibling(link[1]);
            assertThat(target).as(document).exists();
            if (!link[2].isEmpty()) {
                assertThat(anchors(target)).as("%s: %s", document, link[0]).contains(link[2].substring(1));
            }
        });
    }

    @Test
    void every_file_that_is_named_is_there() {
        each(
                CODE,
                (document, code) -> PATH.matcher(code[1].replaceFirst(" .*", ""))
                        .results()
                        .map(found -> found.group())
                        .filter(name ->
                                name.length() == code[1].replaceFirst(" .*", "").length()
                                        && !name.contains("/target/")
                                        && !name.contains("NNNN"))
                        .forEach(name ->
                                assertThat(ROOT.resolve(name)).as(document).exists()));
    }

    @Test
    void every_class_and_variable_that_is_named_is_in_the_code() throws IOException {
        Set<String> known = words();
        known.addAll(OF_OTHERS);

        each(
                CODE,
                (document, code) -> NAME.matcher(code[1])
                        .results()
                        .filter(found -> found.group().length() == code[1].length())
                        .forEach(found -> assertThat(known).as(document).contains(found.group())));
    }

    @Test
    void every_document_of_the_folder_is_in_the_readme() {
        String readme = Snippet.read("README.md");

        assertThat(Snippet.documents())
                .filteredOn(document -> document.matches("docs/\\w+\\.md"))
                .allMatch(document -> readme.contains("](" + document + ")"));
    }

    @Test
    void every_program_of_ours_is_explained() throws IOException {
        String page = Snippet.read("docs/CONTRIBUTING.md");
        try (Stream<Path> programs = Files.list(ROOT.resolve("bin"))) {
            assertThat(programs.map(Path::getFileName))
                    .isNotEmpty()
                    .allMatch(name -> page.contains("`bin/" + name + "`"));
        }
    }

    @Test
    void every_word_of_the_audit_is_in_the_reference() {
        String page = Snippet.read("docs/API_REFERENCE.md");

        assertThat(Stream.concat(Stream.of(AuditKind.values()), Stream.of(Departure.values())))
                .allMatch(word -> page.contains("`" + word + "`"));
    }

    @Test
    void no_two_decisions_have_one_number() throws IOException {
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs").resolve("decisions"))) {
            List<String> numbers = decisions
                    .map(path -> path.getFileName().toString().substring(0, 4))
                    .sorted()
                    .toList();
            assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private interface Found {
        void in(String document, String[] groups);
    }

    private static void each(Pattern pattern, Found found) {
        var seen = new HashSet<String>();
        for (String document : Snippet.documents()) {
            String prose = Snippet.read(document).replaceAll("(?ms)^```.*?^```$", "");
            pattern.matcher(prose).results().forEach(result -> {
                String[] groups = new String[3];
                for (int group = 0; group < groups.length; group++) {
                    String text = group <= result.groupCount() ? result.group(group) : null;
                    groups[group] = text == null ? "" : text;
                }
                seen.add(groups[0]);
                found.in(document, groups);
            });
        }
        assertThat(seen).hasSizeGreaterThan(20);
    }

    private static Set<String> anchors(Path document) {
        var anchors = new TreeSet<String>();
        Snippet.read(ROOT.relativize(document).toString())
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .forEach(title -> anchors.add(title.replaceAll("[^\\w -]", "").replace(' ', '-')));
        return anchors;
    }

    /** Every word of code, of tests and of what is deployed, and the names of files. */
    private static Set<String> words() throws IOException {
        var words = new HashSet<String>();
        Consumer<String> take = text -> WORD.matcher(text).results().forEach(word -> words.add(word.group()));
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(NamesTest::isCode).toList()) {
                take.accept(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return words;
    }

    private static boolean isCode(Path file) {
        String path = file.toString();
        String ending = path.substring(path.lastIndexOf(path.contains(".") ? '.' : '/') + 1);
        boolean ours = (path.startsWith("../fleet-") && path.contains("/src/")) || path.startsWith("../deploy/");
        return ours && Files.isRegularFile(file) && (READ.contains(ending) || path.endsWith("Dockerfile"));
    }
}
