package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint list}: the devices, models, weights formats and runtimes that there are. */
@Command(name = "list", sortOptions = false,
        description = "List the devices, the models, the weights formats or the runtimes that there are.",
        footer = {
            "Examples:",
            "  ridgepoint list hardware",
            "  ridgepoint list models --format csv --output models.csv"
        })
final class ListCommand implements Runnable {

    /** What there is a list of. */
    enum What { HARDWARE, MODELS, FORMATS, RUNTIMES }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WHAT", converter = Named.Listed.class, completionCandidates = Named.Listed.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private What what;

    @Mixin
    private OutputOptions output;

    @Override
    public void run() {
        Library library = Library.find();
        output.print(switch (what) {
            case HARDWARE -> Lists.hardware(library);
            case MODELS -> Lists.models(library);
            case FORMATS -> Lists.formats(library);
            case RUNTIMES -> Lists.runtimes(library);
        }, spec.commandLine());
    }
}
