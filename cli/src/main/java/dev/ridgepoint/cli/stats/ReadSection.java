package dev.ridgepoint.cli.stats;

import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.trialset.Roles;
import dev.ridgepoint.trialset.Selection;
import dev.ridgepoint.trialset.TrialStudy;
import java.nio.file.Path;
import java.util.List;

/** Which trials are counted and which are not. */
final class ReadSection {

    private ReadSection() { }

    static Section of(TrialStudy study) {
        Selection selection = study.selection();
        Roles roles = study.roles();
        String files = Phrase.list(selection.files().stream().map(Path::getFileName).map(Path::toString).toList());
        int counted = selection.trials().size();
        String found = counted + " of " + selection.read() + " rows of " + files + " are counted, in " + study.groups().size() + " groups by '"
                + roles.group() + "'; times are of '" + roles.latency() + "'"
                + roles.task().map(task -> ", tasks of '" + task + "'").orElse("") + roles.size().map(size -> ", sizes of '" + size + "'").orElse("")
                + roles.tokens().map(tokens -> ", tokens of '" + tokens + "'").orElse("")
                + roles.context().map(context -> ", contexts of '" + context + "'").orElse("") + ".";
        List<Section.Titled> tables = selection.left().isEmpty() ? List.of() : List.of(new Section.Titled("left_out", "Left out", new Table<>(List.of(
                Column.<Selection.LeftOut>words("because", "reason", Selection.LeftOut::reason),
                Column.<Selection.LeftOut>number("rows", "rows", Selection.LeftOut::rows, Phrase::count)), selection.left())));
        return new Section("read", "What was read", found, tables, List.of());
    }
}
