package dev.ridgepoint.checkpoint.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ridgepoint.checkpoint.outline.Outline;
import dev.ridgepoint.checkpoint.outline.Remarks;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model's configuration as Hugging Face publishes it.
 *
 * @param outline       the model
 * @param modelType     what the configuration calls its family
 * @param publishedName the repository that it names, if it names one
 * @param nativeWeights the format that its checkpoint is stored in
 * @param remarks       what was assumed and not understood
 */
public record ConfigFile(Outline outline, String modelType, Optional<String> publishedName, String nativeWeights, Remarks remarks) {

    /** Configurations with a list of every quantised module have some hundred kilobytes. */
    private static final int MOST_BYTES = 8 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads a configuration.
     *
     * @throws InvalidInputException if it is missing, not JSON, of no known family, or lacks a field that has no default
     */
    public static ConfigFile read(Path path) {
        String file = path.toString();
        ObjectNode object = flattened(file, tree(path));
        Remarks remarks = new Remarks();
        ConfigFields fields = new ConfigFields(file, object, remarks);
        String type = fields.text("model_type").orElseGet(() -> withoutType(file, fields));
        ConfigFamily family = ConfigFamilies.of(type).orElseThrow(() -> unknown(file, type));
        Optional<String> name = fields.text("_name_or_path").filter(text -> !text.isBlank());
        String nativeWeights = StoredFormat.of(fields);
        Outline outline;
        try {
            outline = family.outline(fields);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(file, "is no model: " + e.getMessage());
        }
        fields.remarkOnTheRest();
        return new ConfigFile(outline, type, name, nativeWeights, remarks);
    }

    /** The authors' own Mamba-2 checkpoints name no family. */
    private static String withoutType(String file, ConfigFields fields) {
        if (fields.has("ssm_cfg") && fields.has("d_model")) {
            return "mamba2";
        }
        throw new InvalidInputException(file, "is not a model's configuration: it has no 'model_type'");
    }

    private static InvalidInputException unknown(String file, String type) {
        Optional<String> reason = ConfigFamilies.whyNotModelled(type);
        if (reason.isPresent()) {
            return new InvalidInputException(file, "model_type: '" + type + "' is not modelled: " + reason.get());
        }
        String hint = Nearest.hint(type, ConfigFamilies.modelTypes());
        return new InvalidInputException(file, "model_type: '" + type + "' is not a family that can be imported" + hint + " (there are "
                + String.join(", ", ConfigFamilies.modelTypes()) + ")");
    }

    private static JsonNode tree(Path path) {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(file, "is a folder, not a file");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(file, "no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(file, "is too large; a configuration has at most " + MOST_BYTES + " bytes");
            }
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidInputException(file, line, "", "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }

    /** A model with eyes or ears keeps its language model's fields in an object of their own, and some beside it. */
    private static ObjectNode flattened(String file, JsonNode tree) {
        if (!(tree instanceof ObjectNode top)) {
            throw new InvalidInputException(file, "is not a model's configuration: it is no JSON object");
        }
        JsonNode inner = top.has("text_config") ? top.get("text_config") : top.get("llm_config");
        if (!(inner instanceof ObjectNode text) || text.isEmpty()) {
            return top;
        }
        ObjectNode flat = top.deepCopy();
        flat.remove("text_config");
        flat.remove("llm_config");
        flat.setAll(text);
        return flat;
    }
}
