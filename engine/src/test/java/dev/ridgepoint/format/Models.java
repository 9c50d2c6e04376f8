package dev.ridgepoint.format;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.ArchitectureReader;
import dev.ridgepoint.architecture.TensorRole;
import java.nio.file.Path;
import java.util.List;

/** The architectures of the repository, and what the tests ask of their tensors. */
final class Models {

    private Models() { }

    static Architecture model(String id) {
        return ArchitectureReader.read(Path.of(System.getProperty("ridgepoint.home"), "architectures", id + ".yaml"));
    }

    static WeightsFormat format(String id) {
        return WeightsFormats.named(id).orElseThrow();
    }

    /** How the tensors of a role are stored, in layer order. */
    static List<BlockFormat> blocks(Architecture architecture, String format, TensorRole role) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.role() == role)
                .map(tensor -> format(format).blockFor(tensor, architecture))
                .toList();
    }

    /** How all tensors of a role are stored, where they are stored alike. */
    static BlockFormat block(Architecture architecture, String format, TensorRole role) {
        List<BlockFormat> distinct = blocks(architecture, format, role).stream().distinct().toList();
        if (distinct.size() != 1) {
            throw new AssertionError(role + " of " + architecture.id() + " is stored as " + distinct);
        }
        return distinct.get(0);
    }
}
