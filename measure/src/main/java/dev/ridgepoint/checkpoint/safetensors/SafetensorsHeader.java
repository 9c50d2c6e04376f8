package dev.ridgepoint.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes with its length, then a JSON object with a type, a shape and two offsets for each tensor
 * ({@code github.com/huggingface/safetensors}, README).
 */
final class SafetensorsHeader {

    /** What the reference implementation allows. */
    private static final long MOST_BYTES = 100_000_000;
    private static final long MOST_ELEMENTS = 1L << 44;
    private static final int MOST_EXTENTS = 8;

    private static final Map<String, BlockFormat> TYPES = Map.ofEntries(
            Map.entry("F64", BlockFormat.F64), Map.entry("F32", BlockFormat.F32), Map.entry("F16", BlockFormat.F16), Map.entry("BF16", BlockFormat.BF16),
            Map.entry("F8_E4M3", BlockFormat.FP8), Map.entry("F8_E5M2", BlockFormat.FP8), Map.entry("F8_E8M0", BlockFormat.I8),
            Map.entry("I64", BlockFormat.I64), Map.entry("U64", BlockFormat.I64), Map.entry("I32", BlockFormat.I32), Map.entry("U32", BlockFormat.I32),
            Map.entry("I16", BlockFormat.I16), Map.entry("U16", BlockFormat.I16), Map.entry("I8", BlockFormat.I8), Map.entry("U8", BlockFormat.I8),
            Map.entry("BOOL", BlockFormat.I8));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SafetensorsHeader() { }

    /**
     * Every tensor of a file. Its bytes are not read and need not be there.
     *
     * @throws InvalidInputException if there is no such file, it is no safetensors file, or its header is cut short or contradicts itself
     */
    static List<FileTensor> read(Path path) {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(file, "is a folder, not a file");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(file, "no such file");
        }
        JsonNode header;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            long size = Files.size(path);
            if (size < Long.BYTES) {
                throw new InvalidInputException(file, "is not a safetensors file: it has " + size + " bytes");
            }
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > MOST_BYTES) {
                throw new InvalidInputException(file, "is not a safetensors file: its header would have " + Long.toUnsignedString(length) + " bytes");
            }
            if (length > size - Long.BYTES) {
                throw new InvalidInputException(file, "is cut short: its header has " + length + " bytes and the file " + (size - Long.BYTES)
                        + " after its length");
            }
            header = JSON.readTree(in.readNBytes((int) length));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(file, "is not a safetensors file: its header is not JSON");
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
        if (!header.isObject()) {
            throw new InvalidInputException(file, "is not a safetensors file: its header is no JSON object");
        }
        List<FileTensor> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.add(tensor(file, entry.getKey(), entry.getValue()));
            }
        }
        return tensors;
    }

    private static FileTensor tensor(String file, String name, JsonNode node) {
        BlockFormat block = TYPES.get(node.path("dtype").asText());
        if (block == null) {
            throw new InvalidInputException(file, name + ": dtype: '" + node.path("dtype").asText() + "' is none that is known");
        }
        JsonNode shape = node.path("shape");
        if (!shape.isArray() || shape.size() > MOST_EXTENTS) {
            throw new InvalidInputException(file, name + ": shape: is no list of at most " + MOST_EXTENTS + " extents");
        }
        List<Long> extents = new ArrayList<>();
        long elements = 1;
        for (JsonNode extent : shape) {
            if (!extent.isIntegralNumber() || !extent.canConvertToLong() || extent.longValue() < 1 || extent.longValue() > MOST_ELEMENTS / elements) {
                throw new InvalidInputException(file, name + ": shape: " + extent + " is not a possible extent");
            }
            elements *= extent.longValue();
            // A convolution's middle extent says nothing.
            if (extent.longValue() > 1) {
                extents.add(extent.longValue());
            }
        }
        Collections.reverse(extents);
        FileTensor tensor = new FileTensor(name, block, extents);
        JsonNode offsets = node.path("data_offsets");
        if (!offsets.isArray() || offsets.size() != 2 || offsets.get(1).asLong() - offsets.get(0).asLong() != tensor.bytes()) {
            throw new InvalidInputException(file, name + ": data_offsets: are not " + tensor.bytes() + " bytes apart, which its shape and type need");
        }
        return tensor;
    }
}
