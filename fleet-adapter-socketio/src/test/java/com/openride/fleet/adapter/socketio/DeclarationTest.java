package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DeclarationTest {

    private static final Path FILE = Path.of("..", "docs", "fleet-events.d.ts");

    /** With {@code -Dfleet.docs.write=true} the file is written instead. */
    @Test
    void the_declaration_for_typescript_is_what_the_code_makes_of_it() throws IOException {
        if (Boolean.getBoolean("fleet.docs.write")) {
            Files.writeString(FILE, TypeScript.declaration());
        }

        assertThat(Files.readString(FILE)).isEqualTo(TypeScript.declaration());
    }
}
