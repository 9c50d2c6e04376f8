package dev.ridgepoint.sweepfile;

import dev.ridgepoint.predict.Request;
import dev.ridgepoint.sweep.Constraint;
import dev.ridgepoint.sweep.Design;
import dev.ridgepoint.sweep.Evaluation;
import dev.ridgepoint.sweepfile.Field.Role;
import dev.ridgepoint.sweepfile.Workbench.Built;
import dev.ridgepoint.sweepfile.Workbench.Lowered;
import dev.ridgepoint.sweepfile.Workbench.Setting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Goes from point to point of a sweep. One a thread; what a point is depends on its number alone. */
final class PointWalk {

    private static final int CACHE = 3;
    private static final int RUNTIME = 5;
    private static final int TENSOR = 6;
    private static final int EXPERT = 7;

    private final SweepFile sweep;
    private final Workbench workbench;
    private final Evaluation evaluation;
    private final Design.Cursor cursor;
    private final long inner;
    private final int[] sizes;
    private final int[] factors = new int[SweepFile.FACTORS];
    private final double[] values;
    private final int[] levels;
    private final int[] tuned;
    private final int[] builtDevice;
    private final int[] builtModel;
    private final int[] requested;
    private final int[] parts;
    private final int[] sizesAsked = new int[5];
    private final boolean spreads;
    private final long devices;
    private final Constraint[] before;
    private final Constraint[] after;
    private final Map<String, long[]> skipped = new HashMap<>();
    private long combination = -1;
    private long deviceKey = -1;
    private long modelKey = -1;
    private Built<Setting> device;
    private Built<Lowered> model;

    PointWalk(SweepFile sweep) {
        this.sweep = sweep;
        this.workbench = new Workbench(sweep);
        int axes = sweep.fields().size();
        this.evaluation = new Evaluation(SweepFile.FACTORS + axes + 1);
        this.cursor = sweep.design().cursor();
        this.inner = sweep.design().points();
        this.sizes = new int[] {sweep.devices().size(), sweep.models().size(), sweep.formats().size(), sweep.caches().size(), sweep.loads().size(),
            sweep.running().runtimes().size(), sweep.running().tensor().size(), sweep.running().expert().size()};
        this.values = new double[axes];
        this.levels = new int[axes];
        this.tuned = of(Role.TUNED);
        this.builtDevice = of(Role.BUILT_DEVICE);
        this.builtModel = of(Role.BUILT_MODEL);
        this.requested = of(Role.REQUEST);
        List<String> names = List.of("prompt", "generate", "depth", "batch", "micro_batch");
        this.parts = new int[axes];
        for (int field : requested) {
            parts[field] = names.indexOf(sweep.fields().get(field).sweep().name());
        }
        this.spreads = sweep.running().spreads();
        this.devices = Arrays.stream(builtDevice).mapToLong(field -> sweep.fields().get(field).levels())
                .reduce((long) sizes[0] * sizes[2] * sizes[CACHE] * sizes[RUNTIME], (a, b) -> a * b);
        this.before = sweep.where().stream().filter(constraint -> !constraint.isPredicted()).toArray(Constraint[]::new);
        this.after = sweep.where().stream().filter(Constraint::isPredicted).toArray(Constraint[]::new);
    }

    private int[] of(Role role) {
        return IntStream.range(0, sweep.fields().size()).filter(i -> sweep.fields().get(i).role() == role).toArray();
    }

    /** The point at which this is. */
    Evaluation evaluation() {
        return evaluation;
    }

    /** Goes to a point and predicts it. False where it cannot be predicted, or does not satisfy what is asked of all. */
    boolean to(long point) {
        if (point / inner != combination) {
            toCombination(point / inner);
        }
        cursor.to(point - combination * inner, values, levels);
        System.arraycopy(values, 0, evaluation.choices(), SweepFile.FACTORS, values.length);
        evaluation.choices()[SweepFile.FACTORS + values.length] = point;
        long ofDevice = key(factors[0], builtDevice) * sizes[RUNTIME] + factors[RUNTIME];
        if (ofDevice != deviceKey) {
            deviceKey = ofDevice;
            device = workbench.device(ofDevice, factors, levels);
        }
        long ofModel = modelKey(ofDevice);
        if (ofModel != modelKey) {
            modelKey = ofModel;
            model = workbench.model(ofModel, factors, levels, device);
        }
        if (model.thing() == null || device.thing() == null) {
            return skip(model.thing() == null ? model.reason() : device.reason());
        }
        for (int i = 0; i < tuned.length; i++) {
            device.thing().tune(i, values[tuned[i]]);
        }
        evaluation.to(device.thing().device());
        evaluation.to(model.thing().predictor(), model.thing().parameters());
        if (requested.length > 0 && !ask()) {
            return skip("nothing is asked: a prompt of 0 and 0 tokens to generate");
        }
        return satisfies(before) && predicted() && satisfies(after);
    }

    private boolean predicted() {
        evaluation.predict();
        return true;
    }

    private boolean ask() {
        Request plain = sweep.loads().get(factors[4]).request();
        sizesAsked[0] = plain.prompt();
        sizesAsked[1] = plain.generate();
        sizesAsked[2] = plain.depth();
        sizesAsked[3] = plain.batch();
        sizesAsked[4] = plain.microBatch();
        for (int field : requested) {
            sizesAsked[parts[field]] = (int) values[field];
        }
        if (sizesAsked[0] + sizesAsked[1] == 0) {
            return false;
        }
        evaluation.to(sizesAsked[0], sizesAsked[1], sizesAsked[2], sizesAsked[3], sizesAsked[4]);
        return true;
    }

    private boolean satisfies(Constraint[] constraints) {
        for (Constraint constraint : constraints) {
            if (!constraint.holds(evaluation)) {
                return false;
            }
        }
        return true;
    }

    private void toCombination(long next) {
        combination = next;
        long rest = next;
        for (int i = factors.length - 1; i >= 0; i--) {
            factors[i] = (int) (rest % sizes[i]);
            rest /= sizes[i];
            evaluation.choices()[i] = factors[i];
        }
        evaluation.choices()[CACHE] = sweep.cachePlace(factors[2], factors[CACHE]);
        evaluation.choices()[TENSOR] = sweep.running().tensor().get(factors[TENSOR]);
        evaluation.choices()[EXPERT] = sweep.running().expert().get(factors[EXPERT]);
        evaluation.spreadOver(sweep.running().tensor().get(factors[TENSOR]));
        evaluation.on(sweep.running().terms().get(factors[0]));
        evaluation.to(sweep.loads().get(factors[4]).request());
    }

    /** A part of a model is of its device's links too. */
    private long modelKey(long ofDevice) {
        long key = key(factors[1], builtModel) * sizes[RUNTIME] + factors[RUNTIME];
        return spreads ? ((key * devices + ofDevice) * sizes[TENSOR] + factors[TENSOR]) * sizes[EXPERT] + factors[EXPERT] : key;
    }

    /** What a device or a model is built of, as a number. */
    private long key(int subject, int[] built) {
        long key = (long) subject * sizes[2] + factors[2];
        key = key * sizes[3] + factors[3];
        for (int field : built) {
            key = key * sweep.fields().get(field).levels() + levels[field];
        }
        return key;
    }

    private boolean skip(String reason) {
        skipped.computeIfAbsent(reason, key -> new long[1])[0]++;
        return false;
    }

    /** How many points had no prediction, reason by reason, since this was asked last. */
    Map<String, Long> takeSkipped() {
        Map<String, Long> taken = new TreeMap<>();
        skipped.forEach((reason, count) -> taken.put(reason, count[0]));
        skipped.clear();
        return taken;
    }
}
