package dev.ridgepoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint bench}: runs decoders on this machine and keeps what was measured. */
@Command(name = "bench", description = "Run a model on this machine and time it.",
        subcommands = {
            BenchRunCommand.class, BenchCompareCommand.class, BenchExportCommand.class, BenchScenariosCommand.class, BenchOperatorsCommand.class,
            BenchColdStartCommand.class
        })
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Without a command, explains itself. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
