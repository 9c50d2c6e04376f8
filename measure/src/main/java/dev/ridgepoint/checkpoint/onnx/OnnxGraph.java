package dev.ridgepoint.checkpoint.onnx;

import static dev.ridgepoint.protobuf.ProtobufFile.fields;
import static dev.ridgepoint.protobuf.ProtobufFile.message;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.protobuf.ProtobufFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of an ONNX file without its weights: their types and extents alone, unless they are a few numbers that shapes are computed from. Field
 * numbers are those of {@code onnx.proto}.
 */
final class OnnxGraph {

    /** What is larger is a weight. */
    private static final int MOST_BYTES_OF_CONSTANT = 4096;

    final String file;
    final List<NodeProto> nodes = new ArrayList<>();
    final List<ValueInfoProto> inputs = new ArrayList<>();
    final List<ValueInfoProto> outputs = new ArrayList<>();
    final List<ValueInfoProto> values = new ArrayList<>();
    final List<OperatorSetIdProto> operatorSets = new ArrayList<>();
    final List<FunctionProto> functions = new ArrayList<>();
    /** With their data where that is small. */
    final Map<String, TensorProto> initialisers = new LinkedHashMap<>();
    long version;
    private boolean seen;

    private OnnxGraph(String file) {
        this.file = file;
    }

    /**
     * Reads a file's graph.
     *
     * @throws InvalidInputException if there is no such file, or it is no ONNX model or cut short
     */
    static OnnxGraph read(Path path) {
        OnnxGraph graph = new OnnxGraph(path.toString());
        ProtobufFile.read(path, "an ONNX model", graph::model);
        if (!graph.seen) {
            throw new InvalidInputException(graph.file, "is not an ONNX model: it has no graph");
        }
        return graph;
    }

    private static <M extends MessageLite> boolean whole(CodedInputStream in, Parser<M> parser, List<M> into) throws IOException {
        return into.add(in.readMessage(parser, com.google.protobuf.ExtensionRegistryLite.getEmptyRegistry()));
    }

    private void model(CodedInputStream in) throws IOException {
        fields(in, number -> switch (number) {
            case 1 -> {
                version = in.readInt64();
                yield true;
            }
            case 7 -> graph(in);
            case 8 -> whole(in, OperatorSetIdProto.parser(), operatorSets);
            case 25 -> whole(in, FunctionProto.parser(), functions);
            default -> false;
        });
    }

    private boolean graph(CodedInputStream in) throws IOException {
        seen = true;
        return message(in, number -> switch (number) {
            case 1 -> whole(in, NodeProto.parser(), nodes);
            case 5 -> initialiser(in);
            case 11 -> whole(in, ValueInfoProto.parser(), inputs);
            case 12 -> whole(in, ValueInfoProto.parser(), outputs);
            case 13 -> whole(in, ValueInfoProto.parser(), values);
            default -> false;
        });
    }

    /** The message field by field: one that holds data is kept if it is small and skipped if not. */
    private boolean initialiser(CodedInputStream in) throws IOException {
        int size = in.readRawVarint32();
        int outer = in.pushLimit(size);
        TensorProto.Builder tensor = TensorProto.newBuilder();
        if (size <= MOST_BYTES_OF_CONSTANT) {
            tensor.mergeFrom(in);
        } else {
            fields(in, number -> switch (number) {
                case 1 -> {
                    if (WireFormat.getTagWireType(in.getLastTag()) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                        int packed = in.pushLimit(in.readRawVarint32());
                        while (in.getBytesUntilLimit() > 0) {
                            tensor.addDims(in.readInt64());
                        }
                        in.popLimit(packed);
                    } else {
                        tensor.addDims(in.readInt64());
                    }
                    yield true;
                }
                case 2 -> {
                    tensor.setDataType(in.readInt32());
                    yield true;
                }
                case 8 -> {
                    tensor.setName(in.readString());
                    yield true;
                }
                default -> false;
            });
        }
        in.checkLastTagWas(0);
        in.popLimit(outer);
        initialisers.put(tensor.getName(), tensor.build());
        return true;
    }

    /** Whether an initialiser's numbers were left in the file. */
    static boolean isWeight(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
                || tensor.getRawData().isEmpty() && tensor.getFloatDataCount() == 0 && tensor.getInt64DataCount() == 0 && tensor.getInt32DataCount() == 0
                && tensor.getDoubleDataCount() == 0 && tensor.getUint64DataCount() == 0 && tensor.getStringDataCount() == 0
                && tensor.getDimsList().stream().noneMatch(extent -> extent == 0);
    }
}
