package dev.ridgepoint.sweep;

import dev.ridgepoint.Library;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.roofline.TunableDevice;
import dev.ridgepoint.sweep.Axis.Range;
import dev.ridgepoint.sweep.Axis.Scale;
import dev.ridgepoint.sweep.Constraint.Comparison;
import dev.ridgepoint.sweep.Objective.Direction;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Points of a sweep a second on one thread: a design of a bandwidth, a peak and a batch, each point predicted in full, asked whether it fits and is quick
 * enough, and offered to a front and a list of the best. Run with {@code mvn -Pbenchmark verify -pl engine}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SweepBenchmark {

    private static final long POINTS = 1_000_000;
    private static final int BATCHES = 4;

    /** How the points are chosen. */
    @Param({"grid", "latin-hypercube", "sobol"})
    String design;

    private final Evaluation evaluation = new Evaluation(0);
    private final double[] values = new double[3];
    private final int[] levels = new int[3];
    private final double[] costs = new double[2];
    private final Constraint fits = new Constraint(Metric.FITS, Comparison.EQUAL, new Constant(1));
    private final Constraint quick = new Constraint(Metric.TTFT, Comparison.AT_MOST, new Constant(1));
    private final Objective rate = new Objective(Metric.DECODE_RATE, Direction.MAX, 4);
    private final Objective bandwidth = new Objective(Metric.BANDWIDTH, Direction.MIN, 4);
    private final Request[] requests = new Request[BATCHES];
    private Design.Cursor cursor;
    private TunableDevice device;
    private DoubleConsumer bandwidthKnob;
    private DoubleConsumer peakKnob;
    private Front front;
    private Best best;
    private long next;

    /** Loads a device and a model. */
    @Setup
    public void load() {
        Library library = Library.find();
        Numerics numerics = Numerics.of(WeightsFormats.named("q8_0").orElseThrow());
        device = TunableDevice.of(library.hardware("jetson-orin-nano-super-8gb"), numerics);
        bandwidthKnob = device.knob("memory.dram.bandwidth");
        peakKnob = device.knob("peaks.matrix.fp16");
        evaluation.to(device);
        evaluation.to(new Predictor(Workload.of(library.architecture("qwen2.5-1.5b"), numerics)), 0);
        for (int i = 0; i < BATCHES; i++) {
            requests[i] = new Request(512, 128, 0, 1 + i, 512);
        }
        Range rates = new Range(20e9, 400e9, Scale.LOG);
        Range peaks = new Range(1e12, 40e12, Scale.LOG);
        Axis batches = new Axis.Levels(0, 1, 2, 3);
        cursor = switch (design) {
            case "grid" -> new Grid(List.of(batches, levels(rates), levels(peaks))).cursor();
            case "sobol" -> new Sobol(List.of(batches, rates, peaks), POINTS, 0).cursor();
            default -> new LatinHypercube(List.of(batches, rates, peaks), POINTS, 0).cursor();
        };
        front = new Front(2);
        best = new Best(10);
    }

    private static Axis levels(Range range) {
        return new Axis.Levels(IntStream.range(0, 500).mapToDouble(i -> range.at(i / 500.0)).toArray());
    }

    /** One point. */
    @Benchmark
    public int point() {
        long point = next++ % POINTS;
        cursor.to(point, values, levels);
        evaluation.to(requests[(int) values[0]]);
        bandwidthKnob.accept(values[1]);
        peakKnob.accept(values[2]);
        if (fits.holds(evaluation)) {
            evaluation.predict();
            if (quick.holds(evaluation)) {
                costs[0] = rate.cost(evaluation);
                costs[1] = bandwidth.cost(evaluation);
                front.offer(point, costs);
                best.offer(point, costs[0]);
            }
        }
        return levels[0];
    }
}
