package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.postgis.PostgisAdapter;
import com.openride.fleet.adapter.postgis.PostgisConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema up to date and ends, for deployments whose service may not change it. */
@Command(
        name = "migrate",
        description = "Bring the database's schema up to date, and end.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        FleetConfig config = FleetConfig.of(System.getenv());
        Logging.configure(config.logLevel(), config.logAsJson());
        PostgisConfig database = config.store().database();
        if (database == null) {
            throw new InvalidEnvironment(List.of("DATABASE_URL: must be set to the database to migrate"));
        }
        int made = PostgisAdapter.migrate(database);
        spec.commandLine()
                .getOut()
                .println(
                        made == 0
                                ? "The schema is up to date."
                                : "Made " + made + " migrations; the schema is up to date.");
        return 0;
    }
}
