package dev.ridgepoint.sweepfile;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.hardware.Hardware;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.parallel.Parallelism;
import dev.ridgepoint.parallel.Sharding;
import dev.ridgepoint.predict.Predictor;
import dev.ridgepoint.roofline.TunableDevice;
import dev.ridgepoint.study.ChosenRuntime;
import dev.ridgepoint.sweepfile.Field.Role;
import dev.ridgepoint.workload.Numerics;
import dev.ridgepoint.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** Builds what points need, and keeps what was built as long as there is room: a slot a key. One a thread. */
final class Workbench {

    private static final int SLOTS = 1 << 9;

    private final SweepFile sweep;
    private final long[] deviceKeys = new long[SLOTS];
    private final Built<Setting>[] devices = slots();
    private final long[] modelKeys = new long[SLOTS];
    private final Built<Lowered>[] models = slots();

    Workbench(SweepFile sweep) {
        this.sweep = sweep;
    }

    @SuppressWarnings("unchecked")
    private static <T> Built<T>[] slots() {
        return (Built<T>[]) new Built<?>[SLOTS];
    }

    /**
     * Something built, or why it cannot be.
     *
     * @param thing  null where there is none
     * @param reason why
     */
    record Built<T>(T thing, String reason) { }

    /**
     * A device with its knobs.
     *
     * @param device as it is set
     * @param knobs  one for each tuned field
     * @param set    to what
     */
    record Setting(TunableDevice device, DoubleConsumer[] knobs, double[] set) {

        void tune(int knob, double value) {
            if (set[knob] != value) {
                knobs[knob].accept(value);
                set[knob] = value;
            }
        }
    }

    /**
     * A model in its formats.
     *
     * @param predictor  of it
     * @param parameters how many it has
     */
    record Lowered(Predictor predictor, long parameters) { }

    Built<Setting> device(long key, int[] factors, int[] levels) {
        int slot = slot(key);
        if (devices[slot] == null || deviceKeys[slot] != key) {
            devices[slot] = built(() -> setting(factors, levels));
            deviceKeys[slot] = key;
        }
        return devices[slot];
    }

    /** @param on the device that it runs on, whose links matter where it is spread over several */
    Built<Lowered> model(long key, int[] factors, int[] levels, Built<Setting> on) {
        int slot = slot(key);
        if (models[slot] == null || modelKeys[slot] != key) {
            models[slot] = built(() -> lowered(factors, levels, on));
            modelKeys[slot] = key;
        }
        return models[slot];
    }

    /** Neighbouring keys never share a slot. */
    private static int slot(long key) {
        return (int) (key & SLOTS - 1);
    }

    private static <T> Built<T> built(Supplier<T> maker) {
        try {
            return new Built<>(maker.get(), "");
        } catch (NotModelledException e) {
            return new Built<>(null, e.getMessage());
        } catch (InvalidInputException e) {
            return new Built<>(null, withoutFolders(e.getMessage()));
        }
    }

    /** Folders are of this machine, and a sweep is of none. */
    private static String withoutFolders(String message) {
        return message.replaceAll("(?<![\\w.])(?:[A-Za-z]:)?[\\w.~-]*(?:[/\\\\][\\w .~-]+)*[/\\\\]([\\w.-]+\\.ya?ml)", "$1");
    }

    /** Tuned fields begin at their first value, so that the profile has them. */
    private Setting setting(int[] factors, int[] levels) {
        List<YamlChange> changes = new ArrayList<>();
        List<String> tuned = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            Field field = sweep.fields().get(i);
            if (field.role() == Role.TUNED) {
                changes.add(field.sweep().change(field.sweep().values().get(0)));
                tuned.add(field.sweep().path());
            } else if (field.role() == Role.BUILT_DEVICE) {
                changes.add(field.sweep().change(field.sweep().values().get(levels[i])));
            }
        }
        Hardware profile = sweep.devices().get(factors[0]).with(changes);
        ChosenRuntime runtime = runtime(factors);
        TunableDevice device = runtime.backend().isEmpty() ? TunableDevice.of(profile, numerics(factors))
                : TunableDevice.under(profile, numerics(factors), runtime.backend().get(), runtime.attention());
        double[] set = new double[tuned.size()];
        Arrays.fill(set, Double.NaN);
        return new Setting(device, tuned.stream().map(device::knob).toArray(DoubleConsumer[]::new), set);
    }

    private Lowered lowered(int[] factors, int[] levels, Built<Setting> on) {
        List<YamlChange> changes = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            Field field = sweep.fields().get(i);
            if (field.role() == Role.BUILT_MODEL) {
                changes.add(field.sweep().change(field.sweep().values().get(levels[i])));
            }
        }
        Architecture architecture = sweep.models().get(factors[1]).with(changes);
        if (architecture.kind() == Architecture.Kind.ENCODER) {
            throw new InvalidInputException(sweep.models().get(factors[1]).name() + " is an encoder, which does not decode");
        }
        Workload whole = Workload.of(architecture, numerics(factors), runtime(factors).attention());
        Parallelism parallelism = Parallelism.of(sweep.running().tensor().get(factors[6]), 1, 1, sweep.running().expert().get(factors[7]));
        if (parallelism.devices() > 1 && on.thing() == null) {
            throw new InvalidInputException(on.reason());
        }
        Workload part = parallelism.devices() == 1 ? whole : Sharding.of(whole, parallelism, on.thing().device().profile());
        return new Lowered(new Predictor(part, sweep.latent()), architecture.parameters());
    }

    private ChosenRuntime runtime(int[] factors) {
        return sweep.running().runtimes().get(factors[5]);
    }

    private Numerics numerics(int[] factors) {
        Numerics plain = Numerics.of(sweep.formats().get(factors[2]));
        return sweep.caches().get(factors[3]).map(plain::withCache).orElse(plain);
    }
}
