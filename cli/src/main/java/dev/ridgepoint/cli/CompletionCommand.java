package dev.ridgepoint.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ridgepoint completion}: what a shell needs to complete commands, options, devices and models. */
@Command(name = "completion",
        description = "Print a script that completes commands, options, devices, models and runtimes in bash and zsh.",
        footer = {
            "Examples:",
            "  source <(ridgepoint completion)",
            "  ridgepoint completion > ~/.local/share/bash-completion/completions/ridgepoint"
        })
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(AutoComplete.bash("ridgepoint", Ridgepoint.withEveryCommand()));
    }
}
