package dev.ridgepoint.hardware.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A profile's id is its file's name, and no other profile's. */
final class IdentityRule implements ProfileRule {

    @Override
    public List<Finding> check(LintedProfile profile) {
        List<Finding> findings = new ArrayList<>();
        String id = profile.hardware().id();
        String name = profile.file().getFileName().toString().replaceFirst("\\.ya?ml$", "");
        if (!id.equals(name)) {
            findings.add(profile.finding("id-is-not-file-name", "'" + id + "' in a file named '" + name + "'; the two must be the same", "id"));
        }
        for (Path other : profile.ids().others(id, profile.file())) {
            findings.add(profile.finding("duplicate-id", "'" + id + "' is also the id of " + other, "id"));
        }
        return findings;
    }
}
