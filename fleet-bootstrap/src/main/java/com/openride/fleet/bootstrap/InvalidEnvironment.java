package com.openride.fleet.bootstrap;

import java.util.List;

/** The service cannot start with the environment, or the parts, that it was given; one line for each thing that is wrong. */
public final class InvalidEnvironment extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidEnvironment(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, each in one line. */
    List<String> problems() {
        return problems;
    }
}
