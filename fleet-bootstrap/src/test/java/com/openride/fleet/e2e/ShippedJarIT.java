package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar carries the licences of what is in it. {@code bin/check-supply-chain} asks more, and takes longer. */
final class ShippedJarIT {

    private static final Path ROOT = Path.of("..");
    private static final Path JAR = Path.of("target", "fleet.jar");
    private static final Pattern PART = Pattern.compile("\\(([^() ]+:[^() ]+:[^() ]+) - [^)]*\\)( within)?");

    @Test
    void our_licence_and_notice_come_first_and_those_of_others_follow() throws IOException {
        try (var jar = new ZipFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE"))
                    .startsWith(Files.readString(ROOT.resolve("LICENSE")))
                    .contains("Apache License", "PostgreSQL Global Development Group");
            assertThat(text(jar, "META-INF/NOTICE"))
                    .startsWith(Files.readString(ROOT.resolve("NOTICE")))
                    .contains("Jackson");
            assertThat(text(jar, "META-INF/LICENSE.md")).contains("Eclipse Public License");
            try (Stream<Path> texts = Files.list(ROOT.resolve("licenses"))) {
                for (Path text : texts.toList()) {
                    assertThat(text(jar, "META-INF/licenses/" + text.getFileName()))
                            .isEqualTo(Files.readString(text));
                }
            }
        }
    }

    @Test
    void every_part_that_tells_its_name_is_in_the_notice_with_its_version() throws IOException {
        List<String> parts = parts();

        assertThat(parts).hasSizeGreaterThan(40);
        assertThat(noticed(part -> true)).containsAll(parts);
    }

    @Test
    void the_notice_names_nothing_that_is_not_built_with() throws IOException {
        String built = System.getProperty("java.class.path");

        assertThat(noticed(part -> part.group(2) == null))
                .hasSizeGreaterThan(60)
                .allMatch(part -> {
                    String[] words = part.split(":", -1);
                    return built.contains("/" + words[1] + "-" + words[2] + ".jar");
                });
    }

    /** What stands in {@code NOTICE}, as group, name and version. */
    private static List<String> noticed(Predicate<MatchResult> wanted) throws IOException {
        return PART.matcher(Files.readString(ROOT.resolve("NOTICE")))
                .results()
                .filter(wanted)
                .map(found -> found.group(1))
                .toList();
    }

    /** What Maven left in the jar of those parts that were built by it. */
    private static List<String> parts() throws IOException {
        var parts = new ArrayList<String>();
        try (var jar = new ZipFile(JAR.toFile())) {
            for (ZipEntry entry : jar.stream()
                    .filter(entry -> entry.getName().endsWith("/pom.properties"))
                    .toList()) {
                var about = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    about.load(in);
                }
                parts.add(about.get("groupId") + ":" + about.get("artifactId") + ":" + about.get("version"));
            }
        }
        parts.removeIf(part -> part.startsWith("com.openride.fleet:"));
        return parts;
    }

    private static String text(ZipFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(name), name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
