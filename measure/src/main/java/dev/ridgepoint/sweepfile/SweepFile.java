package dev.ridgepoint.sweepfile;

import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.study.Device;
import dev.ridgepoint.study.Load;
import dev.ridgepoint.study.Model;
import dev.ridgepoint.sweep.Constraint;
import dev.ridgepoint.sweep.Design;
import dev.ridgepoint.workload.Numerics;
import java.util.List;
import java.util.Optional;

/**
 * A sweep as its file declares it. Its points are the design's for each combination of device, model, format, cache format, scenario,
 * runtime and numbers of devices, in this order.
 *
 * @param file        name of the file, without its folder
 * @param title       what it is about; the file's name where it does not say
 * @param devices     at least one
 * @param models      at least one
 * @param formats     of the weights, at least one
 * @param caches      formats of the KV cache; an empty one is what goes with the weights
 * @param loads       scenarios, at least one
 * @param running     under what runtimes, on how many devices and on what terms
 * @param latent      how latent attention is executed
 * @param fields      that are swept, those that are dear to change first, since the last of a grid changes fastest
 * @param design      their values
 * @param where       what a point must satisfy
 * @param columns     of the points
 * @param keep        what is kept
 * @param fingerprint of all that the points depend on: the file, and every profile and descriptor that it names
 */
public record SweepFile(
        String file, String title, List<Device> devices, List<Model> models, List<WeightsFormat> formats, List<Optional<BlockFormat>> caches, List<Load> loads,
        Running running, LatentExecution latent, List<Field> fields, Design design, List<Constraint> where, List<PointColumn> columns, Keep keep, String fingerprint) {

    /** Choices beside those of the swept fields: device, model, format, cache format, scenario, runtime and the numbers of devices. */
    static final int FACTORS = 8;

    /** How many points there are. */
    public long points() {
        return combinations() * design.points();
    }

    long combinations() {
        return (long) devices.size() * models.size() * formats.size() * caches.size() * loads.size() * running.combinations();
    }

    /** The same with something else kept. */
    public SweepFile keeping(Keep other) {
        return new SweepFile(file, title, devices, models, formats, caches, loads, running, latent, fields, design, where, columns, other,
                fingerprint);
    }

    /** Ids of the cache formats that occur, each once. */
    static List<String> cacheIds(List<WeightsFormat> formats, List<Optional<BlockFormat>> caches) {
        return formats.stream().flatMap(format -> caches.stream().map(cache -> cacheId(format, cache))).distinct().toList();
    }

    /** The place of a combination's cache format among {@link #cacheIds}. */
    int cachePlace(int format, int cache) {
        return cacheIds(formats, caches).indexOf(cacheId(formats.get(format), caches.get(cache)));
    }

    private static String cacheId(WeightsFormat format, Optional<BlockFormat> cache) {
        return cache.orElse(Numerics.of(format).cache()).id();
    }
}
