package dev.ridgepoint.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridgepoint.hardware.lint.Finding;
import dev.ridgepoint.hardware.lint.ProfileLinter;
import dev.ridgepoint.input.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The profiles of the repository, and copies of them with a mistake put in. */
public final class ShippedProfiles {

    public static final Path FOLDER = Path.of(System.getProperty("ridgepoint.home"), "hardware-profiles");
    public static final Catalog CATALOG = new Catalog(FOLDER, "hardware profile");

    private ShippedProfiles() { }

    public static String text(String id) {
        try {
            return Files.readString(FOLDER.resolve(id + ".yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A profile with one piece of its text replaced; the test fails if the piece is not there exactly once. */
    public static String edited(String id, String written, String instead) {
        String text = text(id);
        assertThat(text.split(Pattern.quote(written), -1)).as("'%s' in %s", written, id).hasSize(2);
        return text.replace(written, instead);
    }

    /** What the linter says of a text, as the file of that id in a folder of its own. What the text extends is looked up in the shipped folder. */
    public static List<Finding> lint(Path folder, String id, String text) {
        return ProfileLinter.lint(write(folder, id, text), new Catalog(folder, "hardware profile"));
    }

    public static Path write(Path folder, String id, String text) {
        try {
            return Files.writeString(folder.resolve(id + ".yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
