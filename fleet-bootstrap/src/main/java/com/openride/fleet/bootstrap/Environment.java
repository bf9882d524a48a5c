package com.openride.fleet.bootstrap;

import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads typed settings from environment variables, and keeps count of everything wrong with them. */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The text of a variable; null when absent or blank. */
    @Nullable String text(String name) {
        String text = variables.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The text of a variable, or another. */
    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A whole number in a range. */
    int number(String name, int otherwise, int lowest, int highest) {
        return read(name, otherwise, "a whole number from " + lowest + " to " + highest, text -> {
            int number = Integer.parseInt(text);
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    /** A number of seconds in a range, with decimals. */
    Duration seconds(String name, double otherwise, double lowest, double highest) {
        double seconds = read(name, otherwise, "seconds from " + lowest + " to " + highest, text -> {
            double number = Double.parseDouble(text);
            if (!(number >= lowest && number <= highest)) {
                throw new IllegalArgumentException();
            }
            return number;
        });
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** One of some words, in any case. */
    String oneOf(String name, String otherwise, Set<String> words) {
        return read(name, otherwise, "one of " + String.join(", ", new TreeSet<>(words)), text -> {
            String word = text.toUpperCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new IllegalArgumentException();
            }
            return word;
        });
    }

    /** Texts separated by commas. */
    Set<String> list(String name) {
        Set<String> items = new LinkedHashSet<>();
        String text = text(name);
        if (text != null) {
            Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(items::add);
        }
        return items;
    }

    /** Notes that a variable's value cannot be used. What was given is repeated unless it is a secret. */
    void refuse(String name, @Nullable String given, String allowed) {
        problems.add(name + ": " + (given == null ? "" : "'" + given + "' is not allowed, ") + "must be " + allowed);
    }

    /** Notes that a variable's value cannot be used, as whoever parsed it has found; its words name the variable first. */
    void refuse(InvalidValue problem) {
        problems.add(String.valueOf(problem.getMessage()).replaceFirst(" ", ": "));
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidEnvironment with every problem at once, so that a deployment is corrected in one round
     */
    void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidEnvironment(problems);
        }
    }

    private <T> T read(String name, T otherwise, String allowed, Function<String, T> parse) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            refuse(name, text, allowed);
            return otherwise;
        }
    }
}
