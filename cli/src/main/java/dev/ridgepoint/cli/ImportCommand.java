package dev.ridgepoint.cli;

import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint import}: a descriptor from a file that a model is published in. */
@Command(name = "import", sortOptions = false,
        description = "Write a model's descriptor from the file it is published in: a Hugging Face config.json.",
        footer = {
            "Examples:",
            "  ridgepoint import Qwen2.5-7B/config.json --output qwen.yaml",
            "  ridgepoint predict --hardware h100-sxm --model Qwen2.5-7B/config.json",
            "Every --model that takes a descriptor takes such a file as well."
        })
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The model's file, or a folder with its config.json.")
    private Path file;

    @Option(names = "--id", paramLabel = "ID", order = 1, description = "The descriptor's id (default: from the name that the file gives, or its own).")
    private String id;

    @Option(names = "--output", paramLabel = "FILE", order = 91,
            description = "Write to this file. It is written beside and renamed, so it is there in full or not at all.")
    private Path output;

    @Override
    public void run() {
        if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new InvalidInputException("'" + id + "' is not an id: letters, digits, '.', '-' and '_'");
        }
        ImportedModel model = ModelFile.importModel(file);
        String text = (id == null ? model : model.withId(id)).descriptor();
        if (output == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            TextFile.write(output, out -> out.print(text));
        }
    }
}
