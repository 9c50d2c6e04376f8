package dev.ridgepoint.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options in help under the headings of the classes that hold them. Picocli's own groups of options are not used: an option that is given twice
 * silently resets the rest of its group.
 */
final class OptionGroups implements IHelpSectionRenderer {

    private static final Map<Class<?>, String> HEADINGS = Map.of(
            FormatOptions.class, "How a model is stored and executed:",
            ParallelOptions.class, "How it is spread over devices:",
            CostOptions.class, "What an hour costs:",
            RequestOptions.class, "What is asked of it:",
            TrafficOptions.class, "Which requests come:",
            ServerOptions.class, "How the server works:",
            SloOptions.class, "What a request must not exceed:",
            OutputOptions.class, "What is printed:");

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put("", new ArrayList<>());
        for (OptionSpec option : help.commandSpec().options()) {
            String heading = option.userObject() instanceof Field field ? HEADINGS.getOrDefault(field.getDeclaringClass(), "") : "";
            groups.computeIfAbsent(heading, h -> new ArrayList<>()).add(option);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            text.append(heading.isEmpty() ? "" : System.lineSeparator() + heading + System.lineSeparator());
            Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(layout);
        });
        return text.toString();
    }
}
