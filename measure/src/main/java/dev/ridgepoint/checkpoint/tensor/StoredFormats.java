package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.StoredTensors;
import dev.ridgepoint.architecture.Tensor;
import dev.ridgepoint.architecture.TensorRole;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CheckpointSize;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Lays the tensors of a file beside those of a descriptor, so that the descriptor has each in the format that the file has it in. */
public final class StoredFormats {

    /** Sizes that differ by more than this are worth a remark: vectors that a descriptor leaves out take less. */
    private static final double NOTABLE = 0.002;

    private record Place(TensorRole role, int layer) { }

    private final TensorSet file;
    private final Remarks remarks;
    /** The largest tensor of each role in each layer: it decides where several are one of the descriptor's. */
    private final Map<Place, FileTensor> largest = new HashMap<>();

    private StoredFormats(TensorSet file, Remarks remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    /** The formats of the file, by the descriptor's tensors; what one has and the other has not is remarked on. */
    public static StoredTensors of(Architecture model, TensorSet file, Remarks remarks) {
        StoredFormats formats = new StoredFormats(file, remarks);
        formats.gather(model.layers());
        return formats.lay(model);
    }

    private void gather(int layers) {
        file.outer().forEach((name, tensor) -> TensorRoles.outside(name).ifPresent(role -> put(new Place(role, -1), tensor)));
        for (int index : file.indices()) {
            LayerTensors layer = file.layer(index);
            if (index < layers) {
                layer.parts().forEach((part, tensor) -> TensorRoles.inside(layer, part).forEach(role -> put(new Place(role, index), tensor)));
            }
        }
    }

    private void put(Place place, FileTensor tensor) {
        largest.merge(place, tensor, (one, other) -> other.bytes() > one.bytes() ? other : one);
    }

    private StoredTensors lay(Architecture model) {
        Map<TensorRole, List<BlockFormat>> formats = new EnumMap<>(TensorRole.class);
        TreeSet<String> missing = new TreeSet<>();
        for (Tensor tensor : model.tensors()) {
            FileTensor stored = largest.get(new Place(tensor.role(), tensor.layer()));
            List<BlockFormat> ofRole = formats.computeIfAbsent(tensor.role(), role -> new ArrayList<>());
            if (stored == null) {
                missing.add(tensor.role().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                // What is not there is taken to be stored as its neighbour is.
                ofRole.add(ofRole.isEmpty() ? BlockFormat.F32 : ofRole.get(ofRole.size() - 1));
            } else {
                ofRole.add(stored.block());
            }
        }
        Map<TensorRole, List<String>> ids = new EnumMap<>(TensorRole.class);
        formats.forEach((role, blocks) -> ids.put(role, shortened(blocks.stream().map(BlockFormat::id).toList())));
        if (!missing.isEmpty()) {
            remarks.unknown("in the descriptor and not in the file: " + String.join(", ", missing));
        }
        StoredTensors stored = new StoredTensors(ids);
        compare(CheckpointSize.of(model, WeightsFormats.asStored(model.withStored(stored)).orElseThrow()).bytes(), file.bytes());
        return stored;
    }

    private static List<String> shortened(List<String> ids) {
        return ids.stream().distinct().count() == 1 ? ids.subList(0, 1) : ids;
    }

    /** Says so if a file's tensors take more or less than a model's would in a weights format. */
    public static void compare(Architecture model, WeightsFormat weights, TensorSet file, Remarks remarks) {
        new StoredFormats(file, remarks).compare(CheckpointSize.of(model, weights).bytes(), file.bytes());
    }

    private void compare(long described, long held) {
        if (Math.abs(described - held) > NOTABLE * held) {
            remarks.unknown(String.format(Locale.ROOT, "tensors of %.3f GB, of which the descriptor accounts for %.3f GB", held / 1e9, described / 1e9));
        }
    }
}
