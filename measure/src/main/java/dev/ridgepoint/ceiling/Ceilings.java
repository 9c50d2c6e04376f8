package dev.ridgepoint.ceiling;

import dev.ridgepoint.ceiling.CostFit.Sized;
import dev.ridgepoint.ceiling.Measurements.Attention;
import dev.ridgepoint.ceiling.Measurements.Elementwise;
import dev.ridgepoint.ceiling.Measurements.Product;
import dev.ridgepoint.ceiling.Measurements.Source;
import dev.ridgepoint.ceiling.Measurements.Streamed;
import dev.ridgepoint.trial.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the measurements say: ceilings of the machine, and what the runtime reaches under them. */
final class Ceilings {

    /** An overhead is never taken to be more than this share of a product's time: what is left would be noise. */
    private static final double MOST_OVERHEAD = 0.5;
    /** From so many rows on, products are compared between the two runtimes: below, the weights' way decides. */
    private static final int COMPARED_ROWS = 256;

    private final Measurements measurements;
    private final Hierarchy hierarchy;
    private final Map<ProductFormat, CostFit> streaming = new TreeMap<>();

    Ceilings(Measurements measurements) {
        this.measurements = measurements;
        int threads = measurements.machine().threads();
        this.hierarchy = Hierarchy.of(
                measurements.bandwidth().stream().filter(p -> p.kernel() == StreamKernel.READ && p.threads() == threads).toList(),
                measurements.machine().caches(), threads, measurements.machine().memory());
        for (ProductFormat format : ProductFormat.values()) {
            streaming.put(format, CostFit.of(products(Source.STREAMED, format).stream().filter(p -> p.rows() == 1)
                    .map(p -> new Sized(format.bytes(p.size()), p.seconds())).toList()));
        }
    }

    /**
     * A rate and the product that reached it.
     *
     * @param values  operations a second of each trial
     * @param product which
     */
    record Reached(Distribution values, Product product) {

        String text() {
            return String.format(Locale.ROOT, "%d x %d x %d, %s", product.rows(), product.size(), product.size(), product.source().text());
        }
    }

    /**
     * The two runtimes on products of one shape.
     *
     * @param onnx ONNX Runtime's
     * @param nd4j ND4J's
     */
    record Witnesses(Product onnx, Product nd4j) {

        private static final double TOLERANCE = 0.1;

        /** ND4J's rate beside ONNX Runtime's: 0 where they are equal. */
        double difference() {
            return onnx.seconds().times().median() / nd4j.seconds().times().median() - 1;
        }

        boolean disagree() {
            // Either beside the other: neither is the true one.
            return Math.abs(Math.log1p(difference())) > Math.log1p(TOLERANCE);
        }
    }

    Measurements measurements() {
        return measurements;
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    /** Whether a working set is larger than the nearest caches, so that what is written is read first. */
    boolean beyondNearest(Streamed point) {
        return hierarchy.levels().get(0).capacity() < point.workingSet() * (double) measurements.machine().cores() / point.threads();
    }

    /** Products of one row by weights from main memory: bytes a second of weights, and seconds beside. */
    CostFit streaming(ProductFormat format) {
        return streaming.get(format);
    }

    /** The highest rate in a format, whoever reached it. */
    Reached peak(ProductFormat format) {
        return measurements.products().stream().filter(p -> p.format() == format).map(p -> new Reached(p.seconds().rates(p.operations()), p))
                .max(Comparator.comparingDouble(reached -> reached.values().median())).orElseThrow();
    }

    /**
     * By rows, the highest rate of ONNX Runtime's products with weights that stay near, the overhead taken off. Highest before it is taken off: after, it would be the
     * smallest products', of which little else is left.
     */
    Map<Integer, Reached> productRates(ProductFormat format) {
        double overhead = Math.max(0, streaming(format).overhead().median());
        Map<Integer, Product> fastest = new TreeMap<>();
        for (Product product : products(Source.NEAR, format)) {
            fastest.merge(product.rows(), product, (a, b) -> rate(a) >= rate(b) ? a : b);
        }
        Map<Integer, Reached> rates = new TreeMap<>();
        fastest.forEach((rows, product) -> {
            double share = Math.min(MOST_OVERHEAD, overhead / product.seconds().times().median());
            rates.put(rows, new Reached(product.seconds().rates(product.operations() / (1 - share)), product));
        });
        return rates;
    }

    private static double rate(Product product) {
        return product.seconds().rates(product.operations()).median();
    }

    /** ONNX Runtime's and ND4J's rates of the same large products. */
    List<Witnesses> witnesses() {
        List<Witnesses> witnesses = new ArrayList<>();
        for (Product onnx : products(Source.NEAR, ProductFormat.FP32)) {
            if (onnx.rows() >= COMPARED_ROWS) {
                nd4j(onnx).ifPresent(nd4j -> witnesses.add(new Witnesses(onnx, nd4j)));
            }
        }
        return witnesses;
    }

    /** ND4J's product of the same shape. */
    Optional<Product> nd4j(Product onnx) {
        return products(Source.ND4J, onnx.format()).stream().filter(p -> p.rows() == onnx.rows() && p.size() == onnx.size()).findFirst();
    }

    /** Prefilling attention cores, of all sizes alike: operations a second, and seconds beside. */
    CostFit prefillingAttention() {
        return mixed(Attention::shape, measurements.attention().stream().filter(a -> !a.decoding()).toList(), a -> new Sized(a.operations(), a.seconds()));
    }

    /** Decoding attention cores, of all sizes alike: operations a second, which differ less between sizes than bytes do, and seconds beside. */
    CostFit decodingAttention() {
        return mixed(Attention::shape, measurements.attention().stream().filter(Attention::decoding).toList(), a -> new Sized(a.operations(), a.seconds()));
    }

    /** Element-wise operators, of all kinds alike: bytes a second in and out, and seconds beside. */
    CostFit elementwise() {
        return mixed(Elementwise::kind, measurements.elementwise(), e -> new Sized(e.bytes(), e.seconds()));
    }

    private static <T, K> CostFit mixed(Function<T, K> kind, List<T> operators, Function<T, Sized> sized) {
        Map<K, List<Sized>> byKind = operators.stream().collect(Collectors.groupingBy(kind, LinkedHashMap::new, Collectors.mapping(sized, Collectors.toList())));
        return CostFit.mixed(byKind.values().stream().map(CostFit::of).toList());
    }

    List<Product> products(Source source, ProductFormat format) {
        return measurements.products().stream().filter(p -> p.source() == source && p.format() == format).toList();
    }
}
