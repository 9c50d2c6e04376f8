package dev.ridgepoint.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.ridgepoint.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * What a decoder of the usual names is given and gives back. The names are those that Hugging Face's Optimum and onnxruntime-genai export: {@code input_ids},
 * {@code attention_mask}, {@code position_ids}, {@code past_key_values.N.key} and {@code .value}; {@code logits}, {@code present.N.key} and {@code .value}.
 *
 * @param tokens    token ids, {@code [batch, tokens]}
 * @param mask      1 for every token in the cache and in the pass, {@code [batch, all tokens]}
 * @param positions of the pass's tokens, {@code [batch, tokens]}
 * @param caches    keys and values of every layer
 * @param logits    {@code [batch, tokens, vocabulary]}
 */
record DecoderPorts(Port tokens, Optional<Port> mask, Optional<Port> positions, List<Cache> caches, Port logits) {

    private static final String TOKENS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String POSITIONS = "position_ids";
    private static final String LOGITS = "logits";
    private static final String USUAL = "a decoder takes input_ids, attention_mask, position_ids and past_key_values.N.key and .value";

    /** A tensor of whole numbers or of logits; a negative extent is open. */
    record Port(String name, OnnxJavaType type, long[] shape) { }

    /** A cache, {@code [batch, heads, tokens, size]}: an input and the output that it becomes. */
    record Cache(String past, String present, OnnxJavaType type, long heads, long size) { }

    /** Reads and checks a session's inputs and outputs, {@code batch} sequences being asked for. */
    static DecoderPorts of(String file, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs, int batch) {
        return new Reader(file, inputs, outputs, batch).read();
    }

    private record Reader(String file, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs, int batch) {

        DecoderPorts read() {
            Port tokens = integers(TOKENS).orElseThrow(() -> mistake("has no input '" + TOKENS + "': " + USUAL + ", and this takes " + String.join(", ",
                    inputs.keySet().stream().limit(6).toList())));
            if (tokens.shape()[1] >= 0) {
                throw mistake("input '" + TOKENS + "' takes " + tokens.shape()[1] + " tokens a pass, and a prompt and a step need any number");
            }
            Optional<Port> mask = integers(MASK);
            Optional<Port> positions = integers(POSITIONS);
            Map<Integer, List<Cache>> layers = new TreeMap<>();
            for (String name : inputs.keySet()) {
                Matcher matcher = OnnxFile.CACHE.matcher(name);
                if (matcher.matches()) {
                    layers.computeIfAbsent(Integer.valueOf(matcher.group(1)), layer -> new ArrayList<>()).add(cache(name, matcher));
                } else if (!List.of(TOKENS, MASK, POSITIONS).contains(name)) {
                    throw mistake("takes an input '" + name + "' that is not known here: " + USUAL);
                }
            }
            if (layers.isEmpty()) {
                throw mistake("takes no past_key_values.N.key: without a cache every token costs a whole prompt; export it with past keys and values");
            }
            layers.forEach((layer, pair) -> {
                if (pair.size() != 2) {
                    throw mistake("has '" + pair.get(0).past() + "' among its inputs and not the other of key and value");
                }
            });
            NodeInfo logits = outputs.get(LOGITS);
            if (logits == null) {
                throw mistake("has no output '" + LOGITS + "': it gives " + String.join(", ", outputs.keySet().stream().limit(6).toList()));
            }
            Port port = port(logits, LOGITS);
            if (!isFloat(port.type()) || port.shape().length < 2 || port.shape().length > 3) {
                throw mistake("output '" + LOGITS + "' is " + written(port) + ", and not numbers of [batch, tokens, vocabulary]");
            }
            return new DecoderPorts(tokens, mask, positions, layers.values().stream().flatMap(List::stream).toList(), port);
        }

        private Optional<Port> integers(String name) {
            NodeInfo info = inputs.get(name);
            if (info == null) {
                return Optional.empty();
            }
            Port port = port(info, name);
            if (port.type() != OnnxJavaType.INT64 && port.type() != OnnxJavaType.INT32 || port.shape().length != 2) {
                throw mistake("input '" + name + "' is " + written(port) + ", and not whole numbers of [batch, tokens]");
            }
            requireBatch(name, port.shape()[0]);
            return Optional.of(port);
        }

        private Cache cache(String name, Matcher matcher) {
            Port port = port(inputs.get(name), name);
            long[] shape = port.shape();
            if (!isFloat(port.type()) || shape.length != 4 || shape[1] < 1 || shape[3] < 1) {
                throw mistake("input '" + name + "' is " + written(port)
                        + ", and not numbers of [batch, heads, past tokens, head size] with heads and size given");
            }
            requireBatch(name, shape[0]);
            if (shape[2] >= 0) {
                throw mistake("input '" + name + "' holds " + shape[2] + " tokens, always; a cache that grows is needed");
            }
            String suffix = "." + matcher.group(1) + "." + matcher.group(2);
            String present = List.of("present", "present_key_values").stream().map(stem -> stem + suffix).filter(outputs::containsKey).findFirst()
                    .orElseThrow(() -> mistake("has no output 'present" + suffix + "' for its input '" + name + "'"));
            if (port(outputs.get(present), present).type() != port.type()) {
                throw mistake("output '" + present + "' and input '" + name + "' differ in type, and one becomes the other");
            }
            return new Cache(name, present, port.type(), shape[1], shape[3]);
        }

        private void requireBatch(String name, long extent) {
            if (extent >= 0 && extent != batch) {
                throw mistake("input '" + name + "' is for a batch of " + extent + ", and asked for are " + batch + " sequences");
            }
        }

        private Port port(NodeInfo info, String name) {
            if (info.getInfo() instanceof TensorInfo tensor) {
                return new Port(name, tensor.type, tensor.getShape());
            }
            throw mistake("'" + name + "' is no tensor");
        }

        private static boolean isFloat(OnnxJavaType type) {
            return type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16 || type == OnnxJavaType.BFLOAT16;
        }

        private static String written(Port port) {
            List<String> extents = new ArrayList<>();
            for (long extent : port.shape()) {
                extents.add(extent < 0 ? "any" : Long.toString(extent));
            }
            return port.type() + " of [" + String.join(", ", extents) + "]";
        }

        private InvalidInputException mistake(String problem) {
            return new InvalidInputException(file, problem);
        }
    }
}
