package dev.ridgepoint.cli;

import dev.ridgepoint.chart.FigureSize;
import dev.ridgepoint.driver.HoldOut;
import dev.ridgepoint.export.ExportFormat;
import dev.ridgepoint.format.BlockFormat;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.NumberFormat;
import dev.ridgepoint.format.WeightsFormat;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.input.Nearest;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.result.Metric;
import dev.ridgepoint.workload.AttentionKernel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option's value that is one of a list of names: reads it, offers the nearest when it is none of them, and lists them all for help and completion.
 *
 * @param <T> what is named
 */
abstract class Named<T> implements ITypeConverter<T>, Iterable<String> {

    private final Function<String, Optional<T>> find;
    private final List<String> names;

    private Named(Function<String, Optional<T>> find, Stream<String> names) {
        this.find = find;
        this.names = names.toList();
    }

    @Override
    public T convert(String written) {
        return find.apply(written).orElseThrow(() -> {
            String hint = Nearest.hint(written, names);
            String problem = hint.isEmpty() ? "none of " + String.join(", ", names) : "not known" + hint;
            return new TypeConversionException("'" + written + "' is " + problem);
        });
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    /** A weights format. */
    static final class Weights extends Named<WeightsFormat> {
        Weights() {
            super(WeightsFormats::named, WeightsFormats.all().stream().map(WeightsFormat::id));
        }
    }

    /** A format of the KV cache. */
    static final class Cache extends Named<BlockFormat> {
        Cache() {
            super(CacheFormats::named, CacheFormats.all().stream().map(BlockFormat::id));
        }
    }

    /** A number format. */
    static final class Numbers extends Named<NumberFormat> {
        Numbers() {
            super(NumberFormat::fromId, Arrays.stream(NumberFormat.values()).map(NumberFormat::id));
        }
    }

    /** An enum's constant, in lower case with hyphens. */
    abstract static class Constant<E extends Enum<E>> extends Named<E> {
        Constant(Class<E> type) {
            super(written -> Arrays.stream(type.getEnumConstants()).filter(c -> word(c).equalsIgnoreCase(written)).findFirst(),
                    Arrays.stream(type.getEnumConstants()).map(Constant::word));
        }

        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How attention is computed. */
    static final class Kernel extends Constant<AttentionKernel> {
        Kernel() {
            super(AttentionKernel.class);
        }
    }

    /** How latent attention is executed. */
    static final class Latent extends Constant<LatentExecution> {
        Latent() {
            super(LatentExecution.class);
        }
    }

    /** Where a figure is to stand. */
    static final class Size extends Constant<FigureSize> {
        Size() {
            super(FigureSize.class);
        }
    }

    /** What there is a list of. */
    static final class Listed extends Constant<ListCommand.What> {
        Listed() {
            super(ListCommand.What.class);
        }
    }

    /** A metric of a benchmark run, by its name in files. */
    static final class Metrics extends Named<Metric> {
        Metrics() {
            super(key -> Arrays.stream(Metric.values()).filter(metric -> metric.key().equals(key)).findFirst(),
                    Arrays.stream(Metric.values()).map(Metric::key));
        }
    }

    /** What results are exported as. */
    static final class Exported extends Constant<ExportFormat> {
        Exported() {
            super(ExportFormat.class);
        }
    }

    /** What a forest is asked of. */
    static final class Held extends Constant<HoldOut> {
        Held() {
            super(HoldOut.class);
        }
    }

    /** What a result is printed as. */
    static final class Output extends Constant<OutputFormat> {
        Output() {
            super(OutputFormat.class);
        }
    }

    /** What a sweep keeps. */
    static final class Kept extends Constant<SweepCommand.Kept> {
        Kept() {
            super(SweepCommand.Kept.class);
        }
    }
}
