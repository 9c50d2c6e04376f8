package dev.ridgepoint.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What runs are called. */
public final class Names {

    /** A surrogate without its other half. */
    static final Pattern HALF_PAIR = Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    private Names() { }

    /** A name for each file: the file's own without its ending, with its folder where two are alike, and numbered where they still are. */
    public static List<String> of(List<Path> files) {
        List<String> plain = files.stream().map(Names::plain).toList();
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            String own = plain.get(i);
            Path folder = files.get(i).toAbsolutePath().normalize().getParent();
            boolean alike = plain.stream().filter(own::equals).count() > 1;
            String name = alike && folder != null && folder.getFileName() != null ? folder.getFileName() + "/" + own : own;
            String unique = name;
            for (int n = 2; !taken.add(unique); n++) {
                unique = name + " (" + n + ")";
            }
            names.add(unique);
        }
        return names;
    }

    private static String plain(Path file) {
        String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
        String plain = name.replaceFirst("(?i)\\.json$", "");
        return plain.isBlank() ? name : plain;
    }

    /**
     * A name as people are shown it: no control character, and none that turns the direction of what follows, which would show other letters than there are.
     * Names in letters that run from right to left stay as they are.
     */
    static String shown(String name) {
        return name.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").replaceAll("[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff]", "\ufffd")
                .transform(Names::whole).strip();
    }

    /** A text without halves of surrogate pairs, which no file can hold. */
    static String whole(String text) {
        return HALF_PAIR.matcher(text).replaceAll("\ufffd");
    }
}
