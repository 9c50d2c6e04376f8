package dev.ridgepoint.chart;

import dev.ridgepoint.chart.RooflineFigure.Machine;
import dev.ridgepoint.chart.RooflineFigure.OperatingPoint;
import dev.ridgepoint.chart.RooflineFigure.PotentialRegion;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.hardware.ComputeUnit;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.hardware.MemoryLevel;
import dev.ridgepoint.hardware.Peak;
import dev.ridgepoint.predict.OperatorPrediction;
import dev.ridgepoint.predict.Prediction;
import dev.ridgepoint.predict.Prediction.Phase;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.roofline.Bound;
import dev.ridgepoint.roofline.InferencePotential.Corner;
import dev.ridgepoint.roofline.Roofline;
import dev.ridgepoint.unit.Dimension;
import dev.ridgepoint.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The roofline figure of predictions. One prediction is shown whole: every ceiling of its device, both phases, their operators, and the inference-potential
 * region. Several are compared: the roof of each device and the phases of each model.
 */
public final class PredictionFigure {

    private PredictionFigure() { }

    /** The figure of one prediction. */
    public static RooflineFigure of(Prediction prediction) {
        Hardware hardware = prediction.roofline().hardware();
        Machine machine = new Machine(hardware.name(), everyPeak(prediction.roofline()), everyLevel(hardware));
        List<OperatingPoint> points = new ArrayList<>();
        List<PotentialRegion> regions = new ArrayList<>();
        for (Phase phase : phases(prediction)) {
            String name = phase.name().name().toLowerCase(Locale.ROOT);
            for (OperatorPrediction operator : prediction.operators()) {
                if (operator.phase() == phase.name() && operator.flops() > 0) {
                    points.add(OperatingPoint.operator(
                            hardware.name(), name, operator.operator().name(), operator.operationalIntensity(), operator.performance(),
                            Math.min(1, operator.totalSeconds() / phase.seconds())));
                }
            }
            points.add(OperatingPoint.phase(
                    hardware.name(), name, name + " " + rate(phase), phase.operationalIntensity(), phase.performance()));
            if (phase.potential().regime() == Bound.MEMORY) {
                regions.add(region(phase));
            }
        }
        return new RooflineFigure(
                prediction.workload().architecture().name() + " on " + hardware.name(), conditions(prediction), List.of(machine), points, regions);
    }

    /**
     * The figure of several predictions side by side.
     *
     * @throws IllegalArgumentException if there are none, or more devices than a figure can tell apart
     */
    public static RooflineFigure of(List<Prediction> predictions) {
        if (predictions.size() == 1) {
            return of(predictions.get(0));
        }
        Map<String, List<Ceiling.Compute>> roofs = new LinkedHashMap<>();
        Map<String, Hardware> devices = new LinkedHashMap<>();
        List<OperatingPoint> points = new ArrayList<>();
        boolean severalModels = predictions.stream().map(p -> p.workload().architecture().id()).distinct().count() > 1;
        boolean severalDevices = predictions.stream().map(p -> p.roofline().hardware().id()).distinct().count() > 1;
        for (Prediction prediction : predictions) {
            Roofline roofline = prediction.roofline();
            String machine = name(roofline.hardware(), predictions);
            devices.put(machine, roofline.hardware());
            List<Ceiling.Compute> peaks = roofs.computeIfAbsent(machine, name -> new ArrayList<>());
            // Models in different formats stand under different peaks of one device: the first one's makes the ridge.
            if (peaks.stream().noneMatch(peak -> peak.label().equals(label(roofline.roof())))) {
                peaks.add(ceiling(roofline.roof(), peaks.isEmpty()));
            }
            String model = prediction.workload().architecture().name();
            for (Phase phase : phases(prediction)) {
                String name = phase.name().name().toLowerCase(Locale.ROOT);
                String series = severalModels ? model : name;
                // Where colour is the device and shape the model, the phase is plain from the place.
                String label = severalModels && severalDevices ? rate(phase) : name + " " + rate(phase);
                points.add(OperatingPoint.phase(
                        machine, series, label, phase.operationalIntensity(), phase.performance()));
            }
        }
        List<Machine> machines = new ArrayList<>();
        roofs.forEach((name, peaks) -> machines.add(new Machine(name, peaks, List.of(ceiling(devices.get(name).mainMemory(), true)))));
        Prediction first = predictions.get(0);
        String what = severalModels ? "Predicted operating points" : first.workload().architecture().name();
        String where = machines.size() == 1 ? " on " + machines.get(0).name() : "";
        return new RooflineFigure(what + where, conditions(first), machines, points, List.of());
    }

    /** A device's name, with its id where another in the figure has the same name. */
    private static String name(Hardware hardware, List<Prediction> predictions) {
        boolean shared = predictions.stream().map(p -> p.roofline().hardware())
                .anyMatch(other -> other.name().equals(hardware.name()) && !other.id().equals(hardware.id()));
        return shared ? hardware.name() + " [" + hardware.id() + "]" : hardware.name();
    }

    private static List<Phase> phases(Prediction prediction) {
        List<Phase> phases = new ArrayList<>();
        prediction.prefill().ifPresent(phases::add);
        prediction.decode().ifPresent(phases::add);
        return phases;
    }

    private static PotentialRegion region(Phase phase) {
        List<Double> intensities = new ArrayList<>();
        List<Double> performances = new ArrayList<>();
        for (Corner corner : phase.potential().region()) {
            intensities.add(corner.operationalIntensity());
            performances.add(corner.performance());
        }
        return new PotentialRegion("inference potential of " + phase.name().name().toLowerCase(Locale.ROOT), intensities, performances);
    }

    private static String rate(Phase phase) {
        return Quantity.significant(phase.tokensPerSecond()) + " tokens/s";
    }

    private static String conditions(Prediction prediction) {
        var numerics = prediction.workload().numerics();
        var request = prediction.request();
        return "weights " + numerics.weights().id() + ", KV " + numerics.cache().id() + ", prompt " + request.prompt() + ", generate "
                + request.generate() + (request.depth() > 0 ? ", depth " + request.depth() : "") + ", batch " + request.batch();
    }

    private static List<Ceiling.Compute> everyPeak(Roofline roofline) {
        List<Ceiling.Compute> ceilings = new ArrayList<>();
        for (Peak peak : roofline.hardware().peaks()) {
            boolean primary = peak == roofline.roof();
            boolean inference = peak.format() != NumberFormat.FP64 && peak.format() != NumberFormat.FP6 && !peak.halfAccumulate();
            if (primary || inference && (peak.unit() == ComputeUnit.MATRIX || peak.format() == NumberFormat.FP32)) {
                ceilings.add(ceiling(peak, primary));
            }
        }
        return ceilings;
    }

    private static List<Ceiling.Memory> everyLevel(Hardware hardware) {
        List<Ceiling.Memory> ceilings = new ArrayList<>();
        for (MemoryLevel level : hardware.memory()) {
            if (level.bandwidth().isPresent()) {
                ceilings.add(ceiling(level, level == hardware.mainMemory()));
            }
        }
        return ceilings;
    }

    private static Ceiling.Compute ceiling(Peak peak, boolean primary) {
        return new Ceiling.Compute(label(peak), peak.rate().value(), primary);
    }

    private static String label(Peak peak) {
        return peak.format().id() + " " + peak.unit().name().toLowerCase(Locale.ROOT) + " "
                + Quantity.format(peak.rate().value(), Dimension.OPERATIONS_PER_SECOND);
    }

    private static Ceiling.Memory ceiling(MemoryLevel level, boolean primary) {
        double bandwidth = level.bandwidth().orElseThrow().value();
        return new Ceiling.Memory(
                level.name().toUpperCase(Locale.ROOT) + " " + Quantity.format(bandwidth, Dimension.BYTES_PER_SECOND), bandwidth, primary);
    }
}
