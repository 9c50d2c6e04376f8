package dev.ridgepoint.study;

import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.study.Factor.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A study as its file declares it. Its points are all combinations of devices, models, formats, cache formats, scenarios and swept values, in this order.
 *
 * @param file        name of the file, without its folder
 * @param title       what it is about
 * @param question    that it is to answer; may be empty
 * @param devices     at least one
 * @param models      at least one
 * @param formats     of the weights, at least one
 * @param caches      formats of the KV cache; an empty one is what goes with the weights
 * @param loads       scenarios, at least one
 * @param latent      how latent attention is executed
 * @param sweeps      fields that take several values
 * @param accountings whose columns the points have
 * @param figures     that are drawn
 * @param tables      that the report has
 * @param fingerprint of all that the points depend on: the file, and every profile and descriptor that it names
 */
public record Study(
        String file, String title, String question, List<Device> devices, List<Model> models, List<WeightsFormat> formats,
        List<Optional<BlockFormat>> caches, List<Load> loads, LatentExecution latent, List<Sweep> sweeps, List<Accounting> accountings,
        List<Figure> figures, List<ResultTable> tables, String fingerprint) {

    /** How many points there are. */
    public long size() {
        long size = (long) devices.size() * models.size() * formats.size() * caches.size() * loads.size();
        for (Sweep sweep : sweeps) {
            size *= sweep.values().size();
        }
        return size;
    }

    List<Column> columns() {
        return Stream.concat(Columns.identity(sweeps).stream(), accountings.stream().flatMap(a -> a.columns().stream())).toList();
    }

    static List<Factor> factors(
            List<Device> devices, List<Model> models, List<WeightsFormat> formats, List<Optional<BlockFormat>> caches, List<Load> loads, List<Sweep> sweeps) {
        List<Column> identity = Columns.identity(sweeps);
        List<Factor> factors = new ArrayList<>();
        factors.add(factor(identity, Columns.DEVICE, devices.stream().map(Device::name).toList()));
        factors.add(factor(identity, Columns.MODEL, models.stream().map(Model::name).toList()));
        factors.add(factor(identity, Columns.FORMAT, formats.stream().map(WeightsFormat::id).toList()));
        factors.add(factor(identity, Columns.KV, caches.stream().flatMap(Optional::stream).map(BlockFormat::id).toList()));
        factors.add(factor(identity, Columns.SCENARIO, loads.stream().map(Load::name).toList()));
        for (Sweep sweep : sweeps) {
            List<Level> levels = sweep.values().stream().map(value -> new Level(sweep.shown(value), Column.cell(sweep.cell(value)))).toList();
            factors.add(new Factor(Columns.named(identity, sweep.name()), levels));
        }
        return factors;
    }

    /** What may differ between its points. */
    List<Factor> factors() {
        return factors(devices, models, formats, caches, loads, sweeps);
    }

    private static Factor factor(List<Column> columns, String name, List<String> words) {
        return new Factor(Columns.named(columns, name), words.stream().map(word -> new Level(word, word)).toList());
    }
}
