package com.openride.fleet.bootstrap;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves until told to stop. */
@Command(name = "serve", description = "Serve until stopped (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        FleetConfig config = FleetConfig.of(environment);
        Logging.configure(config.logLevel(), config.logAsJson());
        List<String> unused = FleetConfig.unused(environment);
        if (!unused.isEmpty()) {
            LOG.warn("set, but without effect in this version: {}", String.join(", ", unused));
        }
        FleetService service = FleetService.start(config);
        Shutdown.closeAtEnd(service);
        LOG.info(
                "listening on port {}, {}",
                service.port(),
                config.store().database() == null
                        ? "embedded: nothing outlives this process"
                        : "storing in " + config.store().database());
        PrintWriter out = spec.commandLine().getOut();
        new Welcome(config, service.port()).print(out);
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
