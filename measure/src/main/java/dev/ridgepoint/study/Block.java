package dev.ridgepoint.study;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlScalar;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.study.Sweep.Subject;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The points of one device and one model: the part of a study that is evaluated at a time. What several of them share is built once. */
final class Block {

    private final Study study;
    private final Device device;
    private final Model model;
    private final Map<Map<String, String>, Hardware> hardware = new HashMap<>();
    private final Map<Map<String, String>, Architecture> architectures = new HashMap<>();
    private final Map<List<Object>, Predictor> predictors = new HashMap<>();
    private final Map<List<Object>, Roofline> rooflines = new HashMap<>();

    Block(Study study, Device device, Model model) {
        this.study = study;
        this.device = device;
        this.model = model;
    }

    /** A line of CSV for each point, in the order of the study. */
    String csv() {
        List<Column> columns = study.columns();
        StringBuilder text = new StringBuilder();
        for (WeightsFormat format : study.formats()) {
            for (Optional<BlockFormat> cache : study.caches()) {
                for (Load load : study.loads()) {
                    for (Map<Sweep, YamlScalar> swept : combinations(study.sweeps())) {
                        text.append(Csv.line(columns, point(format, cache, load, swept)));
                    }
                }
            }
        }
        return text.toString();
    }

    static List<Map<Sweep, YamlScalar>> combinations(List<Sweep> sweeps) {
        List<Map<Sweep, YamlScalar>> combinations = List.of(Map.of());
        for (Sweep sweep : sweeps) {
            List<Map<Sweep, YamlScalar>> longer = new ArrayList<>();
            for (Map<Sweep, YamlScalar> shorter : combinations) {
                for (YamlScalar value : sweep.values()) {
                    Map<Sweep, YamlScalar> combination = new LinkedHashMap<>(shorter);
                    combination.put(sweep, value);
                    longer.add(combination);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private Point point(WeightsFormat format, Optional<BlockFormat> cache, Load load, Map<Sweep, YamlScalar> swept) {
        Numerics plain = Numerics.of(format);
        Numerics numerics = cache.map(plain::withCache).orElse(plain);
        Request request = load.request();
        for (Map.Entry<Sweep, YamlScalar> entry : swept.entrySet()) {
            request = entry.getKey().of() == Subject.REQUEST ? entry.getKey().change(request, entry.getValue()) : request;
        }
        Point point = new Point(device, model, format, numerics.cache().id(), load, request, swept, Optional.empty(), "");
        try {
            Architecture unswept = architectures.computeIfAbsent(Map.of(), key -> model.with(List.of()));
            if (unswept.kind() == Architecture.Kind.ENCODER) {
                return point.skipped("an encoder, which does not decode");
            }
            Map<String, String> ofModel = texts(swept, Subject.MODEL);
            Architecture architecture = architectures.computeIfAbsent(ofModel, key -> model.with(changes(swept, Subject.MODEL)));
            Map<String, String> ofDevice = texts(swept, Subject.DEVICE);
            Hardware machine = hardware.computeIfAbsent(ofDevice, key -> device.with(changes(swept, Subject.DEVICE)));
            Roofline roofline = rooflines.computeIfAbsent(List.of(ofDevice, numerics), key -> Roofline.of(machine, numerics));
            Predictor predictor = predictors.computeIfAbsent(
                    List.of(ofModel, numerics), key -> new Predictor(Workload.of(architecture, numerics), study.latent()));
            return point.predicted(predictor.predict(roofline, request));
        } catch (NotModelledException e) {
            return point.skipped(e.getMessage());
        } catch (InvalidInputException e) {
            return point.skipped(withoutFolders(e.getMessage()));
        }
    }

    /** Folders are of this machine, and a study is of none. */
    private static String withoutFolders(String message) {
        return message.replaceAll("(?<![\\w.])(?:[A-Za-z]:)?[\\w.~-]*(?:[/\\\\][\\w .~-]+)*[/\\\\]([\\w.-]+\\.ya?ml)", "$1");
    }

    private static Map<String, String> texts(Map<Sweep, YamlScalar> swept, Subject of) {
        Map<String, String> texts = new LinkedHashMap<>();
        swept.forEach((sweep, value) -> {
            if (sweep.of() == of) {
                texts.put(sweep.path(), value.text());
            }
        });
        return texts;
    }

    private static List<YamlChange> changes(Map<Sweep, YamlScalar> swept, Subject of) {
        return swept.entrySet().stream().filter(entry -> entry.getKey().of() == of).map(entry -> entry.getKey().change(entry.getValue())).toList();
    }
}
