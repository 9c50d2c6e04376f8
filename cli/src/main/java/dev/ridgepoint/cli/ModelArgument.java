package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import picocli.CommandLine;

/** A model as it is named on the command line: an id, a descriptor, or a file that it is published in. */
final class ModelArgument {

    private ModelArgument() { }

    /** The model; what its file left open is told on standard error, so that it is in nobody's JSON. */
    static Architecture read(Library library, String written, CommandLine command) {
        ImportedModel model = ModelFile.find(library, written);
        tell(model, written, command);
        return model.architecture();
    }

    static void tell(ImportedModel model, String written, CommandLine command) {
        model.remarks().forEach(remark -> command.getErr().println("ridgepoint: " + written + ": " + remark));
        command.getErr().flush();
    }
}
