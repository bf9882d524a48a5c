package com.openride.fleet.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Property
    void is_read_in_any_case_with_and_without_its_prefix(@ForAll Role role, @ForAll boolean[] upper) {
        assertThat(Role.parse(mixed(role.name(), upper))).contains(role);
        assertThat(Role.parse(mixed("ROLE_" + role.name(), upper))).contains(role);
        assertThat(Role.parse("  " + role.name() + "\n")).contains(role);
    }

    @Test
    void is_read_alike_whatever_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr")); // whose capital i has a dot
            assertThat(Role.parse("driver")).contains(Role.DRIVER);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anything_else_is_no_role() {
        assertThat(Stream.of("", "ROLE_", "ROLE_ROLE_ADMIN", "ADMINS", "DRIVER,ADMIN", "refresh", "SERVICE ADMIN")
                        .map(Role::parse))
                .allMatch(role -> role.isEmpty());
    }

    private static String mixed(String name, boolean[] upper) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            text.append(i < upper.length && upper[i] ? letter : Character.toLowerCase(letter));
        }
        return text.toString();
    }
}
