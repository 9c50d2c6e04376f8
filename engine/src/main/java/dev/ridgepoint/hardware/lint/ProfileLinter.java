package dev.ridgepoint.hardware.lint;

import dev.ridgepoint.hardware.HardwareReader;
import dev.ridgepoint.input.Catalog;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Looks in hardware profiles for the mistakes that make rooflines wrong: sparse peaks, bits for bytes, formats that the chip does not have. */
public final class ProfileLinter {

    private static final String UNREADABLE = "unreadable";

    private static final List<ProfileRule> RULES = List.of(
            new PeakProductRule(), new PeakProportionRule(), new SparseHeadlineRule(), new MissingFormatRule(), new ByteUnitRule(),
            new BandwidthRule(), new LevelOrderRule(), new LinkRule(), new ProvenanceRule(), new IdentityRule());

    private ProfileLinter() { }

    /** What is wrong with a profile, in the order of its lines; nothing when it is sound. A profile that cannot be read is one finding. */
    public static List<Finding> lint(Path file, Catalog catalog) {
        return lint(file, catalog, IdsInUse.in(catalog));
    }

    /** What is wrong with the profiles of a folder. */
    public static List<Finding> lintFolder(Catalog catalog) {
        IdsInUse ids = IdsInUse.in(catalog);
        return catalog.ids().stream().flatMap(id -> lint(catalog.find(id), catalog, ids).stream()).toList();
    }

    private static List<Finding> lint(Path file, Catalog catalog, IdsInUse ids) {
        try {
            HardwareReader.Layered layered = new HardwareReader(catalog).layered(file);
            int extendsLine = YamlFile.read(file).find("extends").map(YamlNode::place).map(YamlNode.Place::line).orElse(1);
            LintedProfile profile = new LintedProfile(file, layered.mapping(), HardwareReader.read(layered), layered.names(), extendsLine, ids);
            return RULES.stream()
                    .flatMap(rule -> rule.check(profile).stream())
                    .sorted(Comparator.comparingInt(Finding::line))
                    .toList();
        } catch (InvalidInputException e) {
            return List.of(new Finding(file.toString(), e.line(), "", UNREADABLE, e.getMessage()));
        }
    }
}
