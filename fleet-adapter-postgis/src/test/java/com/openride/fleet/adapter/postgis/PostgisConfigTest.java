package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgisConfigTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql+asyncpg://fleet:p%40ss%2Fw+rd@db.example:5433/openride",
                "postgresql://fleet:p%40ss%2Fw+rd@db.example:5433/openride",
                "postgres://fleet:p%40ss%2Fw+rd@db.example:5433/openride",
                "jdbc:postgresql://fleet:p%40ss%2Fw+rd@db.example:5433/openride"
            })
    void every_spelling_means_the_same_database(String url) {
        assertThat(PostgisConfig.parse(url))
                .isEqualTo(new PostgisConfig("db.example", 5433, "openride", "fleet", "p@ss/w+rd"));
    }

    @Test
    void the_port_and_the_login_may_be_left_out() {
        assertThat(PostgisConfig.parse("postgresql://db/openride"))
                .isEqualTo(new PostgisConfig("db", 5432, "openride", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://fleet:hidden@db/openride",
                "postgresql://fleet:hidden@db",
                "hidden",
                "postgresql://:%zz@db/x"
            })
    void what_is_no_database_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> PostgisConfig.parse(url))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("DATABASE_URL must be postgresql://")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void the_password_is_never_printed() {
        assertThat(PostgisConfig.parse("postgresql://fleet:hidden@db/openride"))
                .hasToString("PostgisConfig(db:5432/openride)");
    }

    @Test
    void a_database_that_is_not_there_is_one_finding_and_no_exception() {
        assertThat(PostgisAdapter.examine(new PostgisConfig("127.0.0.1", 1, "openride", "fleet", "hidden")))
                .singleElement()
                .asString()
                .startsWith("the database cannot be reached (08001)")
                .doesNotContain("hidden");
    }
}
