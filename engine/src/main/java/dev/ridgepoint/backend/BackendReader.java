package dev.ridgepoint.backend;

import dev.ridgepoint.backend.Adjustment.When;
import dev.ridgepoint.backend.ProductKernel.Way;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a runtime's file. */
public final class BackendReader {

    private BackendReader() { }

    /**
     * Reads one file.
     *
     * @throws InvalidInputException if it cannot be read or says something that makes no sense; the message names file, line and field
     */
    public static Backend read(Path path) {
        YamlMapping m = YamlFile.read(path);
        Backend backend = new Backend(
                m.text("id"), m.text("name"), m.text("sources", ""), m.find("micro-batch").isPresent() ? m.positive("micro-batch") : 512,
                m.choice("activations", NumberFormat.FP32), m.flag("half-accumulate", false), kernels(m, "kernels"),
                m.findMapping("before").map(BackendReader::before), parameters(m.mapping("parameters"), false), adjustments(m), spreads(m));
        m.find("notes");
        m.find("fit");
        m.rejectUnknownKeys();
        return backend;
    }

    private static Backend.Before before(YamlMapping m) {
        Backend.Before before = new Backend.Before(month(m, "built"), kernels(m, "kernels"));
        m.rejectUnknownKeys();
        return before;
    }

    private static List<ProductKernel> kernels(YamlMapping parent, String key) {
        List<ProductKernel> kernels = new ArrayList<>();
        for (YamlNode node : parent.items(key)) {
            YamlMapping m = YamlMapping.mapping(node);
            kernels.add(new ProductKernel(m.choice("way", Way.class), m.findPositive("rows").orElse(Integer.MAX_VALUE), m.flag("experts", false)));
            m.rejectUnknownKeys();
        }
        return kernels;
    }

    /** Parameters by name; as factors, they are not held to the parameters' bounds. */
    private static Map<Parameter, Double> parameters(YamlMapping m, boolean factors) {
        Map<Parameter, Double> values = new EnumMap<>(Parameter.class);
        for (String key : m.keys()) {
            Parameter parameter = Parameter.named(key).orElseThrow(
                    () -> m.get(key).place().mistake("is not a parameter" + Parameter.hint(key)));
            values.put(parameter, YamlMapping.scalar(m.get(key)).number(factors ? 1e-6 : parameter.least(), factors ? 1e6 : parameter.most()));
        }
        return values;
    }

    private static List<Adjustment> adjustments(YamlMapping parent) {
        List<Adjustment> adjustments = new ArrayList<>();
        if (parent.find("adjustments").isEmpty()) {
            return adjustments;
        }
        for (YamlNode node : parent.items("adjustments")) {
            YamlMapping m = YamlMapping.mapping(node);
            adjustments.add(new Adjustment(when(m.mapping("when")), parameters(m.mapping("times"), true)));
            m.rejectUnknownKeys();
        }
        return adjustments;
    }

    private static When when(YamlMapping m) {
        When when = new When(text(m, "vendor"), m.find("kind").map(node -> m.choice("kind", Hardware.Kind.class)), text(m, "device"), text(m, "variant"), text(m, "format"),
                m.find("built-before").map(node -> month(m, "built-before")));
        m.rejectUnknownKeys();
        return when;
    }

    private static Optional<String> text(YamlMapping m, String key) {
        return m.find(key).map(node -> m.text(key));
    }

    private static Month month(YamlMapping m, String key) {
        try {
            return Month.parse(m.text(key));
        } catch (IllegalArgumentException e) {
            throw m.get(key).place().mistake(e.getMessage());
        }
    }

    private static List<Spread> spreads(YamlMapping parent) {
        List<Spread> spreads = new ArrayList<>();
        if (parent.find("spreads").isEmpty()) {
            return spreads;
        }
        for (YamlNode node : parent.items("spreads")) {
            YamlMapping m = YamlMapping.mapping(node);
            try {
                spreads.add(new Spread(m.choice("kind", Spread.Kind.class), m.flag("known", false), ratio(m, "low-80"), ratio(m, "high-80"),
                        ratio(m, "low-95"), ratio(m, "high-95")));
            } catch (IllegalArgumentException e) {
                throw m.place().mistake(e.getMessage());
            }
            m.rejectUnknownKeys();
        }
        return spreads;
    }

    private static double ratio(YamlMapping m, String key) {
        return YamlMapping.scalar(m.get(key)).number(1e-3, 1e3);
    }
}
