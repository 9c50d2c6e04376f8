package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.Measurements.Attention;
import dev.ridgepoint.ceiling.Measurements.Elementwise;
import dev.ridgepoint.ceiling.Measurements.Product;
import dev.ridgepoint.ceiling.Measurements.Source;
import dev.ridgepoint.ceiling.Measurements.Streamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sets everything up, tries all of it in turn, and collects what came of it. */
final class Measuring implements AutoCloseable {

    /** Products that share a matrix: enough that the call of the runtime does not show, few enough for a trial to be short. */
    private static final long NEAR_OPERATIONS = 8L * 1024 * 1024;

    private static final int MANY_ROWS = 128;
    private static final int FEW = 4;

    private final Settings settings;
    private final Progress progress;
    private final Interleaved trials;
    private final StreamArena arena;
    private final Streams streams = Streams.best();
    private final List<AutoCloseable> open = new ArrayList<>();

    private final List<Supplier<Streamed>> bandwidth = new ArrayList<>();
    private final List<Supplier<Product>> products = new ArrayList<>();
    private final List<Supplier<Attention>> attention = new ArrayList<>();
    private final List<Supplier<Elementwise>> elementwise = new ArrayList<>();

    private Measuring(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.trials = new Interleaved(settings.rounds(), progress);
        this.arena = keep(new StreamArena(streams, settings.workingSets().get(settings.workingSets().size() - 1), settings.threads()));
    }

    static Measurements run(Settings settings, Progress progress) {
        try (Measuring measuring = new Measuring(settings, progress)) {
            Machine machine = Machine.describe(settings.threads(), measuring.streams.description());
            measuring.prepare();
            measuring.trials.run("measuring");
            return new Measurements(
                    machine, results(measuring.bandwidth), results(measuring.products), results(measuring.attention), results(measuring.elementwise));
        }
    }

    private static <T> List<T> results(List<Supplier<T>> cases) {
        return cases.stream().map(Supplier::get).toList();
    }

    private void prepare() {
        progress.at("warming up", 0);
        int threads = settings.threads();
        arena.warmUp(1);
        if (threads > 1) {
            arena.warmUp(threads);
        }
        addBandwidth();
        int largest = settings.streamedSizes().stream().mapToInt(size -> size).max().orElseThrow();
        Noise noise = new Noise(Math.max(settings.streamedBytes(), FEW * ProductFormat.FP32.bytes(largest)));
        int step = 0;
        int steps = ProductFormat.values().length + 1;
        for (ProductFormat format : ProductFormat.values()) {
            progress.at("making " + format.id() + " weights", (double) step++ / steps);
            addProducts(format, noise);
        }
        addNd4j();
        progress.at("making attention and element-wise operators", (double) step / steps);
        settings.attention().forEach(this::addAttention);
        for (ElementwiseChain.Kind kind : ElementwiseChain.Kind.values()) {
            settings.elementwise().forEach(width -> addElementwise(kind, width));
        }
    }

    private void addBandwidth() {
        for (int threads : settings.threads() == 1 ? List.of(1) : List.of(1, settings.threads())) {
            for (long set : settings.workingSets()) {
                for (StreamKernel kernel : StreamKernel.values()) {
                    add(bandwidth, kernel.id() + " " + set + " B " + Wording.count(threads, "thread"),
                            () -> arena.trial(kernel, set, threads, settings.leastSeconds()), s -> new Streamed(kernel, set, threads, s));
                }
            }
        }
    }

    private void addProducts(ProductFormat format, Noise noise) {
        int largest = settings.streamedSizes().get(settings.streamedSizes().size() - 1);
        for (int size : settings.streamedSizes()) {
            int matrices = (int) Math.max(FEW, settings.streamedBytes() / format.bytes(size));
            ProductChain chain = keep(ProductChain.streamed(format, size, matrices, noise, settings.threads()));
            if (size < largest) {
                addProduct(Source.STREAMED, format, size, 1, () -> chain.trial(1, settings.leastSeconds()));
                continue;
            }
            // With many rows a matrix is worked on for longer than it takes to come, and a few of them will do.
            ProductChain few = keep(ProductChain.streamed(format, size, FEW, noise, settings.threads()));
            for (int rows : settings.rows()) {
                addProduct(Source.STREAMED, format, size, rows, () -> (rows < MANY_ROWS ? chain : few).trial(rows, settings.leastSeconds()));
            }
        }
        for (int size : settings.nearSizes()) {
            int products = (int) Math.max(1, Math.min(8, NEAR_OPERATIONS / ((long) size * size)));
            ProductChain chain = keep(ProductChain.near(format, size, products, noise, settings.threads()));
            for (int rows : settings.rows()) {
                addProduct(Source.NEAR, format, size, rows, () -> chain.trial(rows, settings.leastSeconds()));
            }
        }
    }

    private void addNd4j() {
        for (int size : settings.nearSizes()) {
            Nd4jProduct product = new Nd4jProduct(size);
            for (int rows : settings.rows()) {
                addProduct(Source.ND4J, ProductFormat.FP32, size, rows, () -> product.trial(rows, settings.leastSeconds()));
            }
        }
    }

    private void addProduct(Source source, ProductFormat format, int size, int rows, DoubleSupplier trial) {
        add(products, source.name().toLowerCase(Locale.ROOT) + " product " + format.id() + " " + rows + " x " + size + " x " + size, trial,
                s -> new Product(source, format, size, rows, s));
    }

    private void addAttention(AttentionChain.Shape shape) {
        int most = Math.max(settings.contexts().stream().mapToInt(c -> c).max().orElseThrow(), settings.prompts().stream().mapToInt(p -> p).max().orElseThrow());
        AttentionChain decoding = keep(new AttentionChain(shape, 8, most, settings.threads()));
        for (int total : settings.contexts()) {
            add(attention, "attention " + shape.text() + " decoding " + total, () -> decoding.trial(1, total, settings.leastSeconds()),
                    s -> new Attention(shape, 1, total, s));
        }
        AttentionChain prefilling = keep(new AttentionChain(shape, 2, most, settings.threads()));
        for (int tokens : settings.prompts()) {
            add(attention, "attention " + shape.text() + " prefilling " + tokens, () -> prefilling.trial(tokens, tokens, settings.leastSeconds()),
                    s -> new Attention(shape, tokens, tokens, s));
        }
    }

    private void addElementwise(ElementwiseChain.Kind kind, int width) {
        ElementwiseChain chain = keep(new ElementwiseChain(kind, width, settings.threads()));
        for (int rows : settings.elementwiseRows()) {
            add(elementwise, kind.id() + " " + rows + " x " + width, () -> chain.trial(rows, settings.leastSeconds()),
                    s -> new Elementwise(kind, width, rows, s));
        }
    }

    private <T> void add(List<Supplier<T>> to, String name, DoubleSupplier trial, Function<Samples, T> result) {
        TimedCase timed = trials.add(new TimedCase(name, trial, settings.budget()));
        to.add(() -> result.apply(timed.samples()));
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }

    @Override
    public void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
