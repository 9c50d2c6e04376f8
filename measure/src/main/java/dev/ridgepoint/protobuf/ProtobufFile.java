package dev.ridgepoint.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Walks through a file of one message, which may hold gigabytes that nobody asks for. */
public final class ProtobufFile {

    private static final int BUFFER = 1 << 16;

    private ProtobufFile() { }

    /** Handles one field, whose number has been read; false for one that is to be skipped. */
    @FunctionalInterface
    public interface Field {
        /** Reads the field's value, or leaves it. */
        boolean read(int number) throws IOException;
    }

    /** Reads the message that a file holds. */
    @FunctionalInterface
    public interface Message {
        /** From its first field to the end of the file. */
        void read(CodedInputStream in) throws IOException;
    }

    /**
     * Reads a file.
     *
     * @param kind what it should be, with its article: {@code an ONNX model}
     * @throws InvalidInputException if there is no such file, it holds something else, or it is cut short
     */
    public static void read(Path path, String kind, Message message) {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(file, "is a folder, not a file");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(file, "no such file");
        }
        try (InputStream bytes = Files.newInputStream(path)) {
            CodedInputStream in = CodedInputStream.newInstance(bytes, BUFFER);
            in.setSizeLimit(Integer.MAX_VALUE);
            message.read(in);
            // A file's bytes can be skipped beyond its end.
            if (in.getTotalBytesRead() > Files.size(path)) {
                throw new InvalidProtocolBufferException("it ends in the middle of its weights");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInputException(file, "is not " + kind + ", or is cut short: " + e.getMessage());
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }

    /** Every field up to the end of the message, or of the file. */
    public static void fields(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean asked = WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_END_GROUP && field.read(WireFormat.getTagFieldNumber(tag));
            if (!asked && !in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that did not begin");
            }
        }
    }

    /** The fields of a message within a message; always true, as it was read. */
    public static boolean message(CodedInputStream in, Field field) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        fields(in, field);
        in.checkLastTagWas(0);
        in.popLimit(outer);
        return true;
    }
}
