package dev.ridgepoint.validate;

import dev.ridgepoint.input.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file of results as text.
 *
 * @param file where it lies
 * @param text what it holds, without a byte-order mark
 */
record ResultText(Path file, String text) {

    /** Far more than anyone measures, and little enough to hold. */
    private static final long MOST_BYTES = 256L << 20;

    /** @throws InvalidInputException if the file cannot be read, is empty, or is not text */
    static ResultText read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(file.toString(), "is a folder, not a file of results");
            }
            if (!Files.exists(file)) {
                throw new InvalidInputException(file.toString(), "no such file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInputException(file.toString(), "is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            String text = decode(file, Files.readAllBytes(file));
            if (text.isBlank()) {
                throw new InvalidInputException(file.toString(), "is empty");
            }
            return new ResultText(file, text);
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "cannot be read");
        }
    }

    /** Redirected output of older Windows shells is UTF-16, and says so in its first two bytes. */
    private static String decode(Path file, byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        if (!wide && IntStream.range(0, bytes.length).anyMatch(i -> bytes[i] == 0)) {
            throw new InvalidInputException(file.toString(), "is not text: it holds bytes of 0");
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        String text;
        try {
            text = charset.newDecoder().decode(read).toString();
        } catch (CharacterCodingException e) {
            int line = 1 + (int) IntStream.range(0, read.position()).filter(i -> bytes[i] == '\n').count();
            throw new InvalidInputException(file.toString(), line, "", "is not text in UTF-8, but perhaps in an older encoding (CP949, EUC-KR, Latin-1);"
                    + " save it as UTF-8");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** Whether its first line that is not blank begins with one of the characters. */
    boolean beginsWith(String characters) {
        String stripped = text.stripLeading();
        return characters.indexOf(stripped.charAt(0)) >= 0;
    }

    /** {@code file.csv:17}. */
    String place(int line) {
        return file.getFileName() + ":" + line;
    }

    InvalidInputException mistake(int line, String field, String problem) {
        return new InvalidInputException(file.toString(), line, field, problem);
    }
}
