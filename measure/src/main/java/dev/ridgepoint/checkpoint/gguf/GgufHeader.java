package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.checkpoint.tensor.FileTensor;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a GGUF file, versions 2 and 3 (the specification is {@code docs/gguf.md} of ggml): a magic number, key-value pairs, and for each tensor
 * its name, its extents, its type and where its bytes begin. The bytes themselves are not read and need not be there.
 *
 * @param metadata the key-value pairs
 * @param tensors  every tensor
 * @param version  of the format
 */
record GgufHeader(Metadata metadata, List<FileTensor> tensors, int version) {

    private static final int MAGIC = 0x46554747;
    private static final int MOST_PAIRS = 1 << 16;
    private static final int MOST_TENSORS = 1 << 20;
    private static final int MOST_EXTENTS = 4;
    /** Bytes of a pair and of a tensor's entry at the least: what a count can be compared with before any memory is taken. */
    private static final int LEAST_BYTES_OF_PAIR = 13;
    private static final int LEAST_BYTES_OF_TENSOR = 32;
    private static final int MOST_NAME_BYTES = 1 << 16;
    /** Longer ones are templates and licences, of which the length is enough. */
    private static final int MOST_TEXT_BYTES = 1 << 12;
    /** Lists with more items are vocabularies, of which the length is enough. */
    private static final int MOST_ITEMS = 4096;
    private static final int MOST_DEPTH = 4;
    private static final long MOST_ELEMENTS = 1L << 44;

    /** Types of values, by their numbers. */
    private static final int U8 = 0;
    private static final int I8 = 1;
    private static final int U16 = 2;
    private static final int I16 = 3;
    private static final int U32 = 4;
    private static final int I32 = 5;
    private static final int F32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int U64 = 10;
    private static final int I64 = 11;
    private static final int F64 = 12;

    /** Copies its list. */
    GgufHeader {
        tensors = List.copyOf(tensors);
    }

    /**
     * Reads a file's header.
     *
     * @throws InvalidInputException if there is no such file, it is none of GGUF's, or it is cut short
     */
    static GgufHeader read(Path path) {
        String file = path.toString();
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(file, "is a folder, not a file");
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(file, "no such file");
        }
        try (LittleEndianFile in = new LittleEndianFile(path)) {
            return read(file, in);
        } catch (IOException e) {
            throw new InvalidInputException(file, "cannot be read: " + e.getMessage());
        }
    }

    private static GgufHeader read(String file, LittleEndianFile in) throws IOException {
        if (in.size() < 4 || in.i32() != MAGIC) {
            throw new InvalidInputException(file, "is not a GGUF file: it does not begin with 'GGUF'");
        }
        int version = in.i32();
        if (version != 2 && version != 3) {
            String kind = version == 1 ? ", which nothing has written since 2023" : (version & 0xffff) == 0 ? ": its numbers are big-endian" : "";
            throw new InvalidInputException(file, "is of GGUF version " + Integer.toUnsignedString(version) + kind + "; 2 and 3 can be read");
        }
        long tensorCount = in.count("tensors");
        long pairCount = in.count("key-value pairs");
        limit(file, in, tensorCount, MOST_TENSORS, LEAST_BYTES_OF_TENSOR, "tensors");
        limit(file, in, pairCount, MOST_PAIRS, LEAST_BYTES_OF_PAIR, "key-value pairs");
        Map<String, Object> values = new LinkedHashMap<>();
        for (long i = 0; i < pairCount; i++) {
            String key = in.text(MOST_NAME_BYTES, "a key");
            if (values.put(key, value(file, key, in, in.i32(), 0)) != null) {
                throw new InvalidInputException(file, "has the key '" + key + "' twice");
            }
        }
        List<FileTensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long i = 0; i < tensorCount; i++) {
            FileTensor tensor = tensor(file, in);
            if (!names.add(tensor.name())) {
                throw new InvalidInputException(file, "has the tensor '" + tensor.name() + "' twice");
            }
            tensors.add(tensor);
        }
        return new GgufHeader(new Metadata(file, values), tensors, version);
    }

    private static void limit(String file, LittleEndianFile in, long count, long most, long bytesOfOne, String what) {
        if (count > most || count > in.left() / bytesOfOne) {
            throw new InvalidInputException(file, "is damaged or cut short: it says that it has " + count + " " + what + " and has " + in.size() + " bytes");
        }
    }

    /** Whole numbers are longs, the others doubles. */
    private static Object value(String file, String key, LittleEndianFile in, int type, int depth) throws IOException {
        return switch (type) {
            case U8, BOOL -> type == BOOL ? (Object) (in.u8() != 0) : (Object) (long) in.u8();
            case I8 -> (long) (byte) in.u8();
            case U16 -> in.number(2);
            case I16 -> (long) (short) in.number(2);
            case U32 -> in.number(4);
            case I32 -> (long) in.i32();
            case F32 -> (double) Float.intBitsToFloat(in.i32());
            case STRING -> text(key, in);
            case U64, I64 -> in.i64();
            case F64 -> Double.longBitsToDouble(in.i64());
            case ARRAY -> list(file, key, in, depth);
            default -> throw new InvalidInputException(file, key + ": a value of the type " + Integer.toUnsignedString(type) + ", which GGUF does not have");
        };
    }

    private static Object text(String key, LittleEndianFile in) throws IOException {
        long length = in.count("bytes of '" + key + "'");
        if (length > MOST_TEXT_BYTES) {
            in.skip(length);
            return new Metadata.LongList(length);
        }
        return in.characters(length);
    }

    private static Object list(String file, String key, LittleEndianFile in, int depth) throws IOException {
        if (depth == MOST_DEPTH) {
            throw new InvalidInputException(file, key + ": lists in lists in lists");
        }
        int type = in.i32();
        long length = in.count("items of '" + key + "'");
        if (length > in.left()) {
            throw new InvalidInputException(file, "is damaged or cut short: it says that '" + key + "' has " + length + " items and has " + in.size()
                    + " bytes");
        }
        if (length <= MOST_ITEMS && type != ARRAY) {
            List<Object> items = new ArrayList<>();
            for (long i = 0; i < length; i++) {
                items.add(value(file, key, in, type, depth + 1));
            }
            return items;
        }
        int width = width(type);
        if (width > 0) {
            in.skip(Math.multiplyExact(length, width));
        } else {
            for (long i = 0; i < length; i++) {
                value(file, key, in, type, depth + 1);
            }
        }
        return new Metadata.LongList(length);
    }

    /** Bytes of a value; 0 for those of no fixed length. */
    private static int width(int type) {
        return switch (type) {
            case U8, I8, BOOL -> 1;
            case U16, I16 -> 2;
            case U32, I32, F32 -> 4;
            case U64, I64, F64 -> 8;
            default -> 0;
        };
    }

    private static FileTensor tensor(String file, LittleEndianFile in) throws IOException {
        String name = in.text(MOST_NAME_BYTES, "a tensor's name");
        int count = in.i32();
        if (count < 0 || count > MOST_EXTENTS) {
            throw new InvalidInputException(file, name + ": has " + Integer.toUnsignedString(count) + " extents; GGUF allows " + MOST_EXTENTS);
        }
        List<Long> extents = new ArrayList<>();
        long elements = 1;
        for (int i = 0; i < count; i++) {
            long extent = in.i64();
            if (extent < 1 || extent > MOST_ELEMENTS / elements) {
                throw new InvalidInputException(file, name + ": an extent of " + Long.toUnsignedString(extent) + " is not possible");
            }
            extents.add(extent);
            elements *= extent;
        }
        int type = in.i32();
        BlockFormat block = GgmlTypes.block(type).orElseThrow(() -> new InvalidInputException(
                file, name + ": is of the type " + Integer.toUnsignedString(type) + ", which is none of ggml's that are known"));
        if (!extents.isEmpty() && !block.divides(extents.get(0))) {
            throw new InvalidInputException(file, name + ": rows of " + extents.get(0) + " are not whole blocks of " + block);
        }
        in.i64();
        return new FileTensor(name, block, extents);
    }
}
