package com.openride.fleet.bootstrap;

import com.openride.fleet.bootstrap.load.LoadCommand;
import com.openride.fleet.bootstrap.replay.ReplayCommand;
import com.openride.fleet.bootstrap.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line. Exit status: 0 fine, 1 failed, 2 called wrongly. */
@Command(
        name = "fleet",
        description = "OpenRide Fleet: real-time tracking for shared rides.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class,
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            TokenCommand.class,
            DoctorCommand.class,
            RerunCommand.class
        })
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name; {@code serve} when they name none. */
    public static void main(String[] arguments) {
        System.exit(run(arguments.length == 0 ? new String[] {"serve"} : arguments));
    }

    static int run(String... arguments) {
        IExecutionExceptionHandler oneLine = (failure, commandLine, parsed) -> {
            commandLine.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        };
        return commandLine().setExecutionExceptionHandler(oneLine).execute(arguments);
    }

    /** Every command with its options. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new SimulateCommand(DrivenFleet::open))
                .addSubcommand(new ReplayCommand(DrivenFleet::open))
                .addSubcommand(new LoadCommand(DrivenFleet::open, FileDescriptors::most))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** What {@code --version} prints. */
    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"OpenRide Fleet " + Version.current()};
        }
    }
}
