package com.openride.fleet.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands between two fences of a document. */
public record Snippet(String document, int line, String language, String name, String text) {

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)(?: ([^\n]*))?\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** The documents, by their path from the root: README.md and everything beneath docs. */
    public static List<String> documents() {
        Path root = Path.of("..");
        try (Stream<Path> beneath = Files.walk(root.resolve("docs"))) {
            return Stream.concat(Stream.of(root.resolve("README.md")), beneath)
                    .map(path -> root.relativize(path).toString())
                    .filter(path -> path.endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the document says. */
    public static String read(String document) {
        try {
            return Files.readString(Path.of("..").resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every snippet of a document, from the top to the bottom. */
    public static List<Snippet> of(String document) {
        String text = read(document);
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Snippet(
                        document,
                        (int) text.substring(0, found.start()).lines().count() + 1,
                        found.group(1),
                        String.valueOf(found.group(2)),
                        found.group(3)))
                .toList();
    }

    /** Every snippet of every document in one of these languages. */
    public static List<Snippet> in(String... languages) {
        return documents().stream()
                .flatMap(document -> of(document).stream())
                .filter(snippet -> List.of(languages).contains(snippet.language()))
                .toList();
    }

    @Override
    public String toString() {
        return document + ":" + line;
    }
}
