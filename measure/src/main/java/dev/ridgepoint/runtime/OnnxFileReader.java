package dev.ridgepoint.runtime;

import static dev.ridgepoint.protobuf.ProtobufFile.fields;
import static dev.ridgepoint.protobuf.ProtobufFile.message;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.protobuf.ProtobufFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through an ONNX file's messages and skips the weights' bytes, of which there may be gigabytes. Numbers are those of the fields in {@code onnx.proto}; a
 * field that is not asked for is skipped.
 */
final class OnnxFileReader {

    private final Map<String, WeightCount.Tensor> initialisers = new LinkedHashMap<>();
    private final List<WeightCount.Node> nodes = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private boolean graphSeen;

    private OnnxFileReader() { }

    static OnnxFile read(Path path) {
        OnnxFileReader reader = new OnnxFileReader();
        ProtobufFile.read(path, "an ONNX model", reader::model);
        if (!reader.graphSeen) {
            throw new InvalidInputException(path.toString(), "is not an ONNX model: it has no graph");
        }
        // Files of the earliest versions list their weights among the inputs.
        reader.inputs.removeAll(reader.initialisers.keySet());
        WeightCount count = WeightCount.of(reader.initialisers, reader.nodes);
        return new OnnxFile(path, reader.inputs, count.weights(), count.unknown(), count.format(), count.bytes());
    }

    private void model(CodedInputStream in) throws IOException {
        fields(in, number -> number == 7 && graph(in));
    }

    private boolean graph(CodedInputStream in) throws IOException {
        graphSeen = true;
        return message(in, number -> switch (number) {
            case 1 -> node(in);
            case 5 -> tensor(in);
            case 11 -> input(in);
            default -> false;
        });
    }

    private boolean input(CodedInputStream in) throws IOException {
        return message(in, number -> number == 1 && inputs.add(in.readString()));
    }

    private boolean node(CodedInputStream in) throws IOException {
        List<String> given = new ArrayList<>();
        String[] type = {""};
        Map<String, Long> attributes = new HashMap<>();
        message(in, number -> switch (number) {
            case 1 -> given.add(in.readString());
            case 4 -> {
                type[0] = in.readString();
                yield true;
            }
            case 5 -> attribute(in, attributes);
            default -> false;
        });
        return nodes.add(new WeightCount.Node(type[0], given, attributes));
    }

    private static boolean attribute(CodedInputStream in, Map<String, Long> attributes) throws IOException {
        String[] name = {""};
        long[] value = {0};
        message(in, number -> switch (number) {
            case 1 -> {
                name[0] = in.readString();
                yield true;
            }
            case 3 -> {
                value[0] = in.readInt64();
                yield true;
            }
            default -> false;
        });
        attributes.put(name[0], value[0]);
        return true;
    }

    private boolean tensor(CodedInputStream in) throws IOException {
        long[] elements = {1};
        String[] name = {""};
        int[] type = {0};
        message(in, number -> switch (number) {
            case 2 -> {
                type[0] = in.readInt32();
                yield true;
            }
            case 8 -> {
                name[0] = in.readString();
                yield true;
            }
            default -> number == 1 && dimensions(in, elements);
        });
        DataType known = DataType.forNumber(type[0]);
        initialisers.put(name[0], new WeightCount.Tensor(known == null ? DataType.UNDEFINED : known, elements[0]));
        return true;
    }

    /** Extents, one by one or packed into one field: which, the tag tells. */
    private static boolean dimensions(CodedInputStream in, long[] elements) throws IOException {
        if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            elements[0] *= in.readInt64();
            return true;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            elements[0] *= in.readInt64();
        }
        in.popLimit(outer);
        return true;
    }
}
