package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.Map;
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
    void every_spelling_means_the_same_database(String url) { // background 45
        assertThat(PostgisConfig.parse(url))
                .isEqualTo(new PostgisConfig("db.example", 5433, "openride", "fleet", "p@ss/w+rd", Map.of()));
    }

    @Test
    void the_port_and_the_login_may_be_left_out() {
        assertThat(PostgisConfig.parse("postgresql://db/openride"))
                .isEqualTo(new PostgisConfig("db", 5432, "openride", null, null, Map.of()));
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
    void a_login_may_stand_among_the_options() {
        assertThat(PostgisConfig.parse("jdbc:postgresql://db/openride?user=fleet&password=p%40ss&sslmode=require"))
                .isEqualTo(new PostgisConfig("db", 5432, "openride", "fleet", "p@ss", Map.of("sslmode", "require")));
    }

    @Test
    void the_former_service_asks_for_encryption_by_another_name() {
        assertThat(PostgisConfig.parse("postgresql+asyncpg://db/openride?ssl=verify-full")
                        .options())
                .isEqualTo(Map.of("sslmode", "verify-full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/openride?sslmod=require",
                "postgresql://db/openride?sslmode=hidden",
                "postgresql://db/openride?hidden"
            })
    void an_option_that_would_be_dropped_is_refused(String url) {
        assertThatThrownBy(() -> PostgisConfig.parse(url))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("DATABASE_URL may have")
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db:0/openride", "postgresql://db:65536/openride"})
    void a_port_that_cannot_be_is_refused(String url) {
        assertThatThrownBy(() -> PostgisConfig.parse(url)).hasMessage("DATABASE_URL must have a port from 1 to 65535");
    }
}
