package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model in several files, of which the first has the key-value pairs and each its own tensors: {@code model-00001-of-00003.gguf}. */
final class GgufParts {

    private static final Pattern PART = Pattern.compile("(.*-)(\\d{5})-of-(\\d{5})(\\.[^.]*)");

    private GgufParts() { }

    /** The header of a file, with the tensors of all its parts. */
    static GgufHeader read(Path path) {
        GgufHeader given = GgufHeader.read(path);
        int count = given.metadata().number("split.count").orElse(1);
        if (count < 2) {
            return given;
        }
        Matcher name = PART.matcher(path.getFileName().toString());
        if (!name.matches() || Integer.parseInt(name.group(3)) != count) {
            throw new InvalidInputException(path.toString(), "is one of " + count + " parts, and its name does not end in -00001-of-"
                    + String.format(Locale.ROOT, "%05d", count) + ".gguf");
        }
        GgufHeader first = null;
        List<FileTensor> tensors = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Path part = path.resolveSibling(name.group(1) + String.format(Locale.ROOT, "%05d-of-%05d", i, count) + name.group(4));
            if (!Files.exists(part)) {
                throw new InvalidInputException(path.toString(), "is one of " + count + " parts, and " + part.getFileName() + " is not beside it");
            }
            GgufHeader header = part.equals(path) ? given : GgufHeader.read(part);
            first = first == null ? header : first;
            tensors.addAll(header.tensors());
        }
        return new GgufHeader(first.metadata(), tensors, first.version());
    }
}
