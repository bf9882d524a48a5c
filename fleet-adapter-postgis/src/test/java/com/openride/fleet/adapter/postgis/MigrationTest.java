package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void several_instances_may_start_at_once_and_each_step_is_taken_once() { // background 1, 2
        int steps = PostgisAdapter.migrate(TestDatabase.bare());
        PostgisConfig config = TestDatabase.bare();

        List<CompletableFuture<Integer>> all = IntStream.range(0, 6)
                .mapToObj(instance -> CompletableFuture.supplyAsync(() -> PostgisAdapter.migrate(config)))
                .toList();

        // Between two steps another instance may come first.
        assertThat(all.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(steps);
        assertThat(PostgisAdapter.migrate(config)).isZero();
    }

    @Test
    void the_tables_of_the_former_service_stay_as_they_are() throws SQLException {
        PostgisConfig config = TestDatabase.bare();
        TestDatabase.execute(config, """
                CREATE TABLE trips (id uuid PRIMARY KEY, status varchar(20));
                CREATE TABLE driver_locations (id uuid PRIMARY KEY, latitude numeric, longitude numeric);
                CREATE TABLE alembic_version (version_num varchar(32));
                INSERT INTO driver_locations VALUES ('00000000-0000-0000-0000-000000000001', 6.5, 3.3);
                """);

        PostgisAdapter.migrate(config);

        try (var connection = DriverManager.getConnection(config.jdbcUrl(), config.properties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM public.driver_locations),
                            (SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class c
                                JOIN pg_namespace n ON n.oid = relnamespace
                                WHERE nspname = 'public' AND relkind = 'r' AND relname <> 'spatial_ref_sys')
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getString(2)).isEqualTo("alembic_version,driver_locations,trips");
        }
    }

    @Test
    void a_user_who_may_not_do_everything_needs_what_the_examination_asks_for_and_no_more() throws SQLException {
        PostgisConfig owner = TestDatabase.bare();
        TestDatabase.server()
                .execute("DO $$ BEGIN CREATE ROLE service LOGIN PASSWORD 'service';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        var config = new PostgisConfig(
                owner.host(), owner.port(), owner.database(), "service", "service", Map.of("sslmode", "disable"));
        assertThatThrownBy(() -> PostgisAdapter.migrate(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("DATABASE_URL: the database has no PostGIS and the user may not make it")
                .hasMessageContaining("GRANT CREATE ON DATABASE " + owner.database())
                .hasMessageNotContaining("'service'");

        TestDatabase.execute(owner, "CREATE EXTENSION postgis");
        TestDatabase.execute(owner, "GRANT CREATE ON DATABASE " + owner.database() + " TO service");

        assertThat(PostgisAdapter.migrate(config)).isPositive();
        TestDatabase.connect(config).close();
    }
}
