package dev.ridgepoint.study;

import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.input.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what files say, comments and layout aside. */
public final class Fingerprint {

    private final MessageDigest digest = sha256();

    /** Adds what a file says. */
    public void add(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            add("{");
            mapping.forEach((key, value) -> {
                add(key);
                add(value);
            });
            add("}");
        } else if (node instanceof YamlSequence sequence) {
            add("[");
            sequence.items().forEach(this::add);
            add("]");
        } else if (node instanceof YamlScalar scalar) {
            add("=" + scalar.text());
        }
    }

    /** Adds a text. */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** The hash; nothing can be added after. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of the bytes of a file. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
