package dev.ridgepoint.checkpoint.tensor;

import dev.ridgepoint.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All tensors of a model, by layer. Names are GGUF's: {@code blk.0.attn_q.weight}, {@code token_embd.weight}. */
public final class TensorSet {

    private static final Pattern IN_LAYER = Pattern.compile("blk\\.(\\d{1,5})\\.(.+)");
    /** Mixtures once had a tensor for each expert; so do checkpoints still. */
    private static final Pattern EXPERT = Pattern.compile("ffn_(gate|up|down)\\.\\d{1,6}\\.(weight|bias)");

    private final String file;
    private final List<FileTensor> all;
    private final Map<String, FileTensor> outer;
    private final Map<Integer, LayerTensors> layers;

    private TensorSet(String file, List<FileTensor> all, Map<String, FileTensor> outer, Map<Integer, LayerTensors> layers) {
        this.file = file;
        this.all = all;
        this.outer = outer;
        this.layers = layers;
    }

    /**
     * Sorts tensors into layers.
     *
     * @param file   where they are from, for messages
     * @param inGguf their name in GGUF, from the name that they have
     */
    public static TensorSet of(String file, List<FileTensor> tensors, UnaryOperator<String> inGguf) {
        Map<String, FileTensor> outer = new LinkedHashMap<>();
        Map<Integer, Map<String, FileTensor>> layers = new TreeMap<>();
        Map<String, Long> experts = new LinkedHashMap<>();
        for (FileTensor tensor : tensors) {
            String name = inGguf.apply(tensor.name());
            Matcher inLayer = IN_LAYER.matcher(name);
            if (!inLayer.matches()) {
                outer.put(name, tensor);
                continue;
            }
            Map<String, FileTensor> layer = layers.computeIfAbsent(Integer.parseInt(inLayer.group(1)), index -> new LinkedHashMap<>());
            Matcher expert = EXPERT.matcher(inLayer.group(2));
            if (expert.matches()) {
                String part = "ffn_" + expert.group(1) + "_exps." + expert.group(2);
                layer.put(part, tensor.times(experts.merge(inLayer.group(1) + part, 1L, Long::sum)));
            } else {
                layer.put(inLayer.group(2), tensor);
            }
        }
        Map<Integer, LayerTensors> byIndex = new TreeMap<>();
        layers.forEach((index, parts) -> byIndex.put(index, new LayerTensors(file, index, parts)));
        return new TensorSet(file, List.copyOf(tensors), Collections.unmodifiableMap(outer), Collections.unmodifiableMap(byIndex));
    }

    /** The file's name, for messages. */
    public String file() {
        return file;
    }

    /** Every tensor, as the file has it. */
    public List<FileTensor> all() {
        return all;
    }

    /** Those outside the layers. */
    public Map<String, FileTensor> outer() {
        return outer;
    }

    /** One outside the layers. */
    public Optional<FileTensor> outer(String name) {
        return Optional.ofNullable(outer.get(name));
    }

    /** One that no model can do without. */
    public FileTensor required(String name) {
        return outer(name).orElseThrow(() -> new InvalidInputException(file, "has no tensor '" + name + "'"));
    }

    /** Indices of the layers that have any. */
    public List<Integer> indices() {
        return new ArrayList<>(layers.keySet());
    }

    /** A layer's tensors; none if it has none. */
    public LayerTensors layer(int index) {
        LayerTensors layer = layers.get(index);
        return layer == null ? new LayerTensors(file, index, Map.of()) : layer;
    }

    /** Bytes of all. */
    public long bytes() {
        return all.stream().mapToLong(FileTensor::bytes).sum();
    }

    /** Elements of all. */
    public long elements() {
        return all.stream().mapToLong(FileTensor::elements).sum();
    }
}
