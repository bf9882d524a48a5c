package com.openride.fleet.bootstrap;

import java.util.List;

/** The service cannot start with the environment it was given; one line for each thing that is wrong. */
public final class InvalidEnvironment extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidEnvironment(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
    }
}
