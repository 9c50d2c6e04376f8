package dev.ridgepoint.checkpoint.gguf;

import dev.ridgepoint.input.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file read from its beginning, lowest byte first. A length is compared with what is left of the file before anything of that length is made. */
final class LittleEndianFile implements AutoCloseable {

    /** A header with the largest vocabularies has some twenty million. */
    private static final long MOST_BYTES = 1L << 28;

    private final String file;
    private final InputStream in;
    private final long size;
    private long position;

    LittleEndianFile(Path path) throws IOException {
        file = path.toString();
        size = Files.size(path);
        in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    long size() {
        return size;
    }

    long position() {
        return position;
    }

    long left() {
        return size - position;
    }

    int u8() throws IOException {
        return (int) number(1);
    }

    int i32() throws IOException {
        return (int) number(4);
    }

    long i64() throws IOException {
        return number(8);
    }

    /** A number of so many bytes, without its sign unless it has eight. */
    long number(int bytes) throws IOException {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            value |= (long) octet << 8 * i;
        }
        position += bytes;
        return value;
    }

    /** A count or length, which cannot be negative. */
    long count(String of) throws IOException {
        long value = i64();
        if (value < 0) {
            throw new InvalidInputException(file, "says that it has " + Long.toUnsignedString(value) + " " + of);
        }
        return value;
    }

    /** A text after its length. */
    String text(int mostBytes, String what) throws IOException {
        long length = count("bytes of " + what);
        if (length > mostBytes && length <= left()) {
            throw new InvalidInputException(file, what + " of " + length + " bytes; the longest has " + mostBytes);
        }
        return characters(length);
    }

    /** So many bytes as a text. */
    String characters(long length) throws IOException {
        require(length);
        byte[] bytes = in.readNBytes((int) length);
        position += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException {
        require(bytes);
        in.skipNBytes(bytes);
        position += bytes;
    }

    private void require(long bytes) {
        if (bytes > left()) {
            throw new InvalidInputException(file, "is cut short: at byte " + position + " it needs " + bytes + " more and has " + left());
        }
        if (position + bytes > MOST_BYTES) {
            throw new InvalidInputException(file, "has a header of more than " + MOST_BYTES + " bytes");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
