package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.format.BlockFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the header of a GGUF file, written after the specification and not after the reader. There are no weights. */
final class GgufWriter {

    private record Entry(String name, int type, long[] extents) { }

    private final Map<String, byte[]> pairs = new LinkedHashMap<>();
    private final List<Entry> tensors = new ArrayList<>();

    GgufWriter text(String key, String value) {
        return pair(key, 8, string(value));
    }

    GgufWriter number(String key, long value) {
        return pair(key, 4, numbers(4, value));
    }

    GgufWriter real(String key, float value) {
        return pair(key, 6, numbers(4, Float.floatToIntBits(value)));
    }

    GgufWriter flag(String key, boolean value) {
        return pair(key, 7, numbers(1, value ? 1 : 0));
    }

    GgufWriter numbers(String key, List<Integer> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(numbers(4, 5));
        out.writeBytes(numbers(8, values.size()));
        values.forEach(value -> out.writeBytes(numbers(4, value)));
        return pair(key, 9, out.toByteArray());
    }

    GgufWriter texts(String key, List<String> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(numbers(4, 8));
        out.writeBytes(numbers(8, values.size()));
        values.forEach(value -> out.writeBytes(string(value)));
        return pair(key, 9, out.toByteArray());
    }

    GgufWriter pair(String key, int type, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(string(key));
        out.writeBytes(numbers(4, type));
        out.writeBytes(value);
        pairs.put(key, out.toByteArray());
        return this;
    }

    /** Extents from the innermost: columns, rows, experts. */
    GgufWriter tensor(String name, BlockFormat block, long... extents) {
        return tensor(name, typeOf(block), extents);
    }

    GgufWriter tensor(String name, int type, long... extents) {
        tensors.add(new Entry(name, type, extents));
        return this;
    }

    boolean has(String key) {
        return pairs.containsKey(key);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(numbers(4, 3));
        out.writeBytes(numbers(8, tensors.size()));
        out.writeBytes(numbers(8, pairs.size()));
        pairs.values().forEach(out::writeBytes);
        for (Entry tensor : tensors) {
            out.writeBytes(string(tensor.name));
            out.writeBytes(numbers(4, tensor.extents.length));
            for (long extent : tensor.extents) {
                out.writeBytes(numbers(8, extent));
            }
            out.writeBytes(numbers(4, tensor.type));
            out.writeBytes(numbers(8, 0));
        }
        return out.toByteArray();
    }

    Path write(Path path) {
        try {
            return Files.write(path, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).put(bytes).array();
    }

    static byte[] numbers(int width, long value) {
        byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
        return java.util.Arrays.copyOf(all, width);
    }

    /** The numbers as ggml.h had them at the beginning of 2026. */
    private static int typeOf(BlockFormat block) {
        return switch (block.id()) {
            case "f32" -> 0;
            case "f16" -> 1;
            case "q4_0" -> 2;
            case "q4_1" -> 3;
            case "q5_0" -> 6;
            case "q5_1" -> 7;
            case "q8_0" -> 8;
            case "q2_k" -> 10;
            case "q3_k" -> 11;
            case "q4_k" -> 12;
            case "q5_k" -> 13;
            case "q6_k" -> 14;
            case "iq2_xxs" -> 16;
            case "iq2_xs" -> 17;
            case "iq3_xxs" -> 18;
            case "iq1_s" -> 19;
            case "iq4_nl" -> 20;
            case "iq3_s" -> 21;
            case "iq2_s" -> 22;
            case "iq4_xs" -> 23;
            case "iq1_m" -> 29;
            case "bf16" -> 30;
            case "tq1_0" -> 34;
            case "tq2_0" -> 35;
            case "mxfp4" -> 39;
            default -> throw new IllegalArgumentException(block.id());
        };
    }
}
