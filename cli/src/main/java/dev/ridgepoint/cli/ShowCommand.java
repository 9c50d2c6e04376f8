package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.cli.print.Page;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint show}: all that is known of one device, one model or one runtime. */
@Command(name = "show", sortOptions = false,
        description = "Show a device with the source of every value, a model with its layers and tensors, or a runtime with its parameters.",
        footer = {
            "Examples:",
            "  ridgepoint show apple-m1-pro",
            "  ridgepoint show deepseek-v3",
            "  ridgepoint show llama.cpp-cuda",
            "  ridgepoint show ./my-chip.yaml"
        })
final class ShowCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", completionCandidates = LibraryIds.Everything.class,
            description = "Id of a device, a model or a runtime, or a path to a file of any of these.")
    private String name;

    @Override
    public void run() {
        Library library = Library.find();
        CommandLine command = spec.commandLine();
        Page page = new Page(command.getOut(), command.getColorScheme().ansi());
        if (ModelFile.isNamed(name)) {
            ModelSheet.print(ModelArgument.read(library, name, command), page);
            return;
        }
        NamedFile file = NamedFile.find(name, library);
        String path = file.path().toString();
        switch (file.kind()) {
            case DEVICE -> HardwareSheet.print(library.hardware(path), page);
            case MODEL -> ModelSheet.print(library.architecture(path), page);
            case RUNTIME -> RuntimeSheet.print(library.runtime(path), page);
        }
    }
}
