package dev.ridgepoint.checkpoint;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.checkpoint.gguf.GgufFile;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.checkpoint.tensor.StoredFormats;
import java.nio.file.Path;

/** A model from the header of a GGUF file. */
final class GgufModel {

    private GgufModel() { }

    static ImportedModel read(Path path) {
        GgufFile gguf = GgufFile.read(path);
        Remarks remarks = gguf.remarks();
        String stem = path.getFileName().toString().replaceAll("(?i)(-\\d{5}-of-\\d{5})?\\.gguf$", "");
        String id = Published.id(stem);
        String name = gguf.publishedName().filter(text -> !text.isBlank()).orElse(stem);
        StoredTensors stored = StoredFormats.of(gguf.outline().architecture(id, name, Published.UNKNOWN, gguf.fileType()), gguf.tensors(), remarks);
        Architecture.Provenance provenance = Published.provenance(path, "GGUF header, " + gguf.architectureName(), remarks);
        return new ImportedModel(gguf.outline().architecture(id, name, provenance, gguf.fileType()).withStored(stored), remarks.lines());
    }
}
