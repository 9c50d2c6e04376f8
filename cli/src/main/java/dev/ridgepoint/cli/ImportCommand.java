package dev.ridgepoint.cli;

import dev.ridgepoint.Library;
import dev.ridgepoint.checkpoint.ImportedModel;
import dev.ridgepoint.checkpoint.ModelFile;
import dev.ridgepoint.checkpoint.onnx.OnnxNodes;
import dev.ridgepoint.checkpoint.onnx.PassSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.runtime.OnnxFile;
import dev.ridgepoint.workload.Numerics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ridgepoint import}: a descriptor from a file that a model is published in. */
@Command(name = "import", sortOptions = false,
        description = {
            "Write a model's descriptor from the file it is published in: a Hugging Face config.json, a GGUF file, safetensors with their config.json, "
                + "or an ONNX file, with its config.json or a decoder's without. Weights are not read.",
            "What the file leaves open, and what of it is not used, is told on standard error and as comments in the descriptor. With --operators, "
                + "what each node of an ONNX graph costs, and with --hardware where it stands under a device's roofline."
        },
        footer = {
            "Examples:",
            "  ridgepoint import Qwen2.5-7B/config.json --output qwen.yaml",
            "  ridgepoint import Qwen2.5-7B-Instruct-Q4_K_M.gguf --id qwen-q4",
            "  ridgepoint import Qwen2.5-7B --output qwen.yaml",
            "  ridgepoint import model.onnx --operators --tokens 1 --depth 511",
            "  ridgepoint import model.onnx --operators --hardware apple-m1-pro",
            "  ridgepoint predict --hardware h100-sxm --model Qwen2.5-7B-Instruct-Q4_K_M.gguf",
            "Every --model that takes a descriptor takes such a file as well."
        })
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The model's file, or a folder with its config.json and its tensors.")
    private Path file;

    @Option(names = "--id", paramLabel = "ID", order = 1, description = "The descriptor's id (default: from the name that the file gives, or its own).")
    private String id;

    @Option(names = "--operators", order = 10, description = "Print the FLOPs and bytes of each node of an ONNX graph instead.")
    private boolean operators;

    @Option(names = "--hardware", paramLabel = "ID", completionCandidates = LibraryIds.Hardware.class, order = 15,
            description = "With --operators: also the time of each node on this device: an id ('ridgepoint list hardware') or a path to a profile.")
    private String hardware;

    @Option(names = "--weights", paramLabel = "FORMAT", converter = Named.Weights.class, completionCandidates = Named.Weights.class, order = 16,
            description = "With --hardware: the weights format whose arithmetic products are done in (default: as most of the graph's weights are stored).")
    private WeightsFormat weights;

    @Option(names = "--tokens", paramLabel = "TOKENS", converter = Whole.Positive.class, order = 11,
            description = "With --operators: tokens of each sequence in the pass (default: 512).")
    private Integer tokens;

    @Option(names = "--depth", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 12,
            description = "With --operators: tokens of each sequence in the cache before it (default: 0).")
    private Integer depth;

    @Option(names = "--batch", paramLabel = "SEQUENCES", converter = Whole.Positive.class, order = 13,
            description = "With --operators: sequences at once (default: 1).")
    private Integer batch;

    @Option(names = "--extent", paramLabel = "NAME=SIZE", order = 14,
            description = "With --operators: the size of an extent that the graph calls NAME; may be given several times.")
    private Map<String, Long> extents = new LinkedHashMap<>();

    @Option(names = "--format", paramLabel = "FORMAT", converter = Named.Output.class, completionCandidates = Named.Output.class, order = 90,
            description = "With --operators, what to print: ${COMPLETION-CANDIDATES} (default: table).")
    private OutputFormat format;

    @Option(names = {"--output", "--out"}, paramLabel = "FILE", order = 91,
            description = "Write to this file. It is written beside and renamed, so it is there in full or not at all.")
    private Path output;

    @Override
    public void run() {
        if (operators) {
            printOperators();
        } else {
            printDescriptor();
        }
    }

    private void printDescriptor() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--tokens", tokens != null);
        given.put("--depth", depth != null);
        given.put("--batch", batch != null);
        given.put("--format", format != null);
        given.put("--extent", !extents.isEmpty());
        given.put("--hardware", hardware != null);
        given.put("--weights", weights != null);
        given.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).findFirst().ifPresent(name -> {
            throw new InvalidInputException(name + " is for --operators; a descriptor is of any pass");
        });
        if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new InvalidInputException("'" + id + "' is not an id: letters, digits, '.', '-' and '_'");
        }
        ImportedModel model = ModelFile.importModel(file);
        CommandLine command = spec.commandLine();
        ModelArgument.tell(model, file.toString(), command);
        String text = (id == null ? model : model.withId(id)).descriptor();
        if (output == null) {
            command.getOut().print(text);
            command.getOut().flush();
        } else {
            TextFile.write(output, out -> out.print(text));
        }
    }

    private void printOperators() {
        if (id != null || !OnnxFile.isNamed(file.toString())) {
            throw new InvalidInputException(id != null ? "--id is for descriptors, not for --operators" : file
                    + ": --operators is for ONNX files, whose names end in .onnx");
        }
        extents.forEach((name, size) -> {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw new InvalidInputException("--extent " + name + "=" + size + " is not a size");
            }
        });
        if (weights != null && hardware == null) {
            throw new InvalidInputException("--weights is for --hardware; the FLOPs and bytes of a node are the graph's own");
        }
        PassSize pass = new PassSize(batch == null ? 1 : batch, tokens == null ? 512 : tokens, depth == null ? 0 : depth, extents);
        Optional<Roofline> roofline = Optional.ofNullable(hardware).map(id -> roofline());
        OnnxNodesPrintout printout = new OnnxNodesPrintout(file.getFileName().toString(), pass, OnnxNodes.read(file, pass), roofline);
        OutputFormat chosen = format == null ? OutputFormat.TABLE : format;
        CommandLine command = spec.commandLine();
        if (output == null) {
            chosen.print(printout, command.getOut(), command.getColorScheme().ansi());
        } else {
            TextFile.write(output, out -> chosen.print(printout, out, CommandLine.Help.Ansi.OFF));
        }
    }

    private Roofline roofline() {
        return Roofline.of(Library.find().hardware(hardware), Numerics.of(weights == null ? ModelFile.storedWeights(file) : weights));
    }
}
