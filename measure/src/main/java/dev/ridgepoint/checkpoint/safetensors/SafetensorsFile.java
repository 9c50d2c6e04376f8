package dev.ridgepoint.checkpoint.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.checkpoint.tensor.PublishedNames;
import dev.ridgepoint.checkpoint.tensor.TensorSet;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of a checkpoint in one safetensors file, or in several that an index lists. */
public final class SafetensorsFile {

    private static final int MOST_INDEX_BYTES = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private SafetensorsFile() { }

    /**
     * The tensors of one file.
     *
     * @throws InvalidInputException if it is no safetensors file, or damaged
     */
    public static TensorSet read(Path path) {
        return TensorSet.of(path.toString(), SafetensorsHeader.read(path), PublishedNames::inGguf);
    }

    /**
     * The tensors of all files of an index, {@code model.safetensors.index.json}.
     *
     * @throws InvalidInputException if it is no index, or one of its files is missing or damaged
     */
    public static TensorSet readIndex(Path index) {
        String file = index.toString();
        List<FileTensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String shard : shards(index)) {
            for (FileTensor tensor : SafetensorsHeader.read(sibling(file, index, shard))) {
                if (!names.add(tensor.name())) {
                    throw new InvalidInputException(file, "the tensor '" + tensor.name() + "' is in two of its files");
                }
                tensors.add(tensor);
            }
        }
        return TensorSet.of(file, tensors, PublishedNames::inGguf);
    }

    private static Path sibling(String file, Path index, String shard) {
        try {
            Path path = index.resolveSibling(shard);
            if (Path.of(shard).getNameCount() == 1 && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new InvalidInputException(file, "weight_map: '" + shard + "' is not a file's name");
        }
        throw new InvalidInputException(file, "weight_map: there is no '" + shard + "' beside it");
    }

    private static Set<String> shards(Path index) {
        String file = index.toString();
        try {
            if (Files.size(index) > MOST_INDEX_BYTES) {
                throw new InvalidInputException(file, "is too large; an index has at most " + MOST_INDEX_BYTES + " bytes");
            }
            JsonNode map = JSON.readTree(Files.readAllBytes(index)).path("weight_map");
            if (!map.isObject() || map.isEmpty()) {
                throw new InvalidInputException(file, "is no index of safetensors files: it has no 'weight_map'");
            }
            Set<String> shards = new TreeSet<>();
            map.forEach(shard -> shards.add(shard.asText()));
            return shards;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(file, "is not JSON");
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }
}
