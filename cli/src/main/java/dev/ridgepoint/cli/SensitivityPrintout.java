package dev.ridgepoint.cli;

import dev.ridgepoint.chart.ChartFiles;
import dev.ridgepoint.chart.TornadoFigure;
import dev.ridgepoint.chart.TornadoFigure.Bar;
import dev.ridgepoint.chart.TornadoFigure.Panel;
import dev.ridgepoint.chart.TornadoFigure.Side;
import dev.ridgepoint.cli.print.Column;
import dev.ridgepoint.cli.print.JsonDocument;
import dev.ridgepoint.cli.print.Page;
import dev.ridgepoint.cli.print.Table;
import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.sensitivity.Influence;
import dev.ridgepoint.sensitivity.Influence.Effect;
import dev.ridgepoint.sensitivity.Sensitivity;
import dev.ridgepoint.sensitivity.Setting;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What each parameter does to the times, in each output format. */
final class SensitivityPrintout implements OutputFormat.Printable {

    /** A change of less than this share is not drawn. */
    private static final double TO_BE_SEEN = 0.0005;

    private final Sensitivity sensitivity;
    private final Optional<ChartFiles> files;

    SensitivityPrintout(Sensitivity sensitivity) {
        this(sensitivity, Optional.empty());
    }

    private SensitivityPrintout(Sensitivity sensitivity, Optional<ChartFiles> files) {
        this.sensitivity = sensitivity;
        this.files = files;
    }

    SensitivityPrintout with(Optional<ChartFiles> drawn) {
        return new SensitivityPrintout(sensitivity, drawn);
    }

    @Override
    public void printTable(Page page) {
        page.heading(title());
        page.prose(request(), "  ");
        for (PhaseName phase : phases()) {
            page.gap();
            page.heading(heading(phase));
            table(phase).print(page);
        }
        page.gap();
        page.prose(reading(), "  ");
        if (files.isPresent()) {
            page.gap();
            Stream.of(files.get().png(), files.get().svg(), files.get().pdf()).forEach(file -> page.line("Wrote " + file));
        }
    }

    @Override
    public void printJson(PrintWriter out) {
        JsonDocument.print(out, json -> {
            Setting setting = sensitivity.setting();
            json.value("hardware", setting.hardware().id());
            json.value("model", setting.model().id());
            json.value("weights", setting.numerics().weights().id());
            json.value("kv", setting.numerics().cache().id());
            json.value("decode_time_s", time(PhaseName.DECODE));
            json.value("prefill_time_s", time(PhaseName.PREFILL));
            everything().write(json, "sensitivity");
        });
    }

    private Object time(PhaseName phase) {
        return phases().contains(phase) ? sensitivity.times().of(phase) : null;
    }

    @Override
    public void printCsv(PrintWriter out) {
        everything().printCsv(out);
    }

    @Override
    public void printMarkdown(PrintWriter out) {
        out.println("## " + title());
        out.println();
        out.println(request());
        files.ifPresent(drawn -> out.println("\n![Sensitivity](" + drawn.png().getFileName() + ")"));
        for (PhaseName phase : phases()) {
            out.println();
            out.println("### " + heading(phase));
            out.println();
            table(phase).printMarkdown(out);
        }
        out.println();
        out.println(reading());
    }

    TornadoFigure figure() {
        Setting setting = sensitivity.setting();
        List<Panel> panels = new ArrayList<>();
        for (PhaseName phase : phases()) {
            List<Bar> bars = sensitivity.of(phase).stream().filter(influence -> influence.greatestChange() >= TO_BE_SEEN)
                    .map(SensitivityPrintout::bar).toList();
            panels.add(new Panel(heading(phase), bars));
        }
        return new TornadoFigure(setting.model().name() + " on " + setting.hardware().name(), request(), "Change of time (%)",
                asked(sensitivity.change().less()), asked(sensitivity.change().more()), panels);
    }

    private static String asked(double ratio) {
        String what = ratio == 0.5 ? "halved" : ratio == 2 ? "doubled" : Written.number(100 * Math.abs(ratio - 1)) + (ratio < 1 ? " % less" : " % more");
        return what + ", or nearest";
    }

    private static Bar bar(Influence influence) {
        return new Bar(influence.parameter().name(), influence.less().map(SensitivityPrintout::side), influence.more().map(SensitivityPrintout::side));
    }

    private static Side side(Effect effect) {
        return new Side(100 * effect.change(), effect.value());
    }

    private List<PhaseName> phases() {
        return Stream.of(PhaseName.DECODE, PhaseName.PREFILL).filter(phase -> sensitivity.times().of(phase) > 0).toList();
    }

    private String title() {
        Setting setting = sensitivity.setting();
        return "What the time of " + PredictionPrintout.named(setting.model().name(), setting.model().id()) + " on "
                + PredictionPrintout.named(setting.hardware().name(), setting.hardware().id()) + " depends on";
    }

    private String request() {
        Setting setting = sensitivity.setting();
        Request request = setting.request();
        return "Weights " + setting.numerics().weights().id() + ", KV cache " + setting.numerics().cache().id() + ", prompt " + request.prompt() + ", generate "
                + request.generate() + ", depth " + request.depth() + ", batch " + request.batch();
    }

    private String heading(PhaseName phase) {
        return (phase == PhaseName.DECODE ? "Decode: " : "Prefill: ") + Written.seconds(sensitivity.times().of(phase))
                + (phase == PhaseName.DECODE ? " a step" : " for the prompt");
    }

    private static String reading() {
        return "Elasticity: percent of time for one percent of the parameter; of a parameter with few valid values, between the two that are named. "
                + "Smaller and larger values are the nearest valid ones to those asked for; bits that no format has are imagined. Other sizes of the model "
                + "stay as they are.";
    }

    private static List<Column<Influence>> columns() {
        return List.of(
                Column.words("Parameter", "parameter", influence -> influence.parameter().name()),
                Column.forPrograms("kind", influence -> Named.Constant.word(influence.parameter().kind())),
                Column.words("Value", "value", influence -> influence.parameter().value()),
                Column.number("Elasticity", "elasticity", influence -> influence.elasticity().orElse(Double.NaN), SensitivityPrintout::elasticity),
                Column.words("Over", "elasticity_over", influence -> influence.over().isEmpty() ? null : influence.over()),
                Column.words("Smaller", "smaller", value(Influence::less)),
                change("Time", "smaller_time_change", Influence::less),
                Column.words("Larger", "larger", value(Influence::more)),
                change("Time", "larger_time_change", Influence::more));
    }

    private static Function<Influence, String> value(Function<Influence, Optional<Effect>> which) {
        return influence -> which.apply(influence).map(Effect::value).orElse(null);
    }

    private static Column<Influence> change(String heading, String key, Function<Influence, Optional<Effect>> which) {
        return Column.number(heading, key, influence -> which.apply(influence).map(Effect::change).orElse(Double.NaN), SensitivityPrintout::change);
    }

    /** Three decimals; what rounds to nothing is 0. */
    private static String elasticity(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("0.000") || text.equals("-0.000") ? "0" : text;
    }

    private static String change(double share) {
        String text = String.format(Locale.ROOT, "%+.1f %%", 100 * share);
        return text.equals("+0.0 %") || text.equals("-0.0 %") ? "0 %" : text;
    }

    private Table<Influence> table(PhaseName phase) {
        return new Table<>(columns(), sensitivity.of(phase));
    }

    private Table<Influence> everything() {
        List<Column<Influence>> columns = new ArrayList<>();
        columns.add(Column.forPrograms("phase", influence -> Named.Constant.word(influence.phase())));
        columns.addAll(columns());
        return new Table<>(columns, sensitivity.influences());
    }
}
