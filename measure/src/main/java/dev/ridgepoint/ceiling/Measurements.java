package dev.ridgepoint.ceiling;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was measured, not yet interpreted.
 *
 * @param machine     what on
 * @param bandwidth   the curve
 * @param products    matrix products
 * @param attention   attention cores
 * @param elementwise element-wise operators
 */
record Measurements(
        Machine machine, List<Streamed> bandwidth, List<Product> products, List<Attention> attention, List<Elementwise> elementwise) {

    /** Passes over a working set. */
    record Streamed(StreamKernel kernel, long workingSet, int threads, Samples passes) {

        /** Bytes of a pass that the program names. */
        double bytes() {
            return StreamArena.bytes(kernel, workingSet, threads);
        }

        /** Bytes of a pass that move. */
        double moving(boolean beyondNearest) {
            return bytes() / kernel.streams() * kernel.moving(beyondNearest);
        }
    }

    /** Where the weights of a product come from, and who multiplies. */
    enum Source {
        /** ONNX Runtime, one matrix again and again. */
        NEAR("ONNX Runtime, one matrix again and again"),
        /** ONNX Runtime, many matrices, from main memory. */
        STREAMED("ONNX Runtime, many matrices in turn"),
        /** ND4J, one matrix again and again. */
        ND4J("ND4J, one matrix again and again");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Products of so many rows with square matrices of a size. */
    record Product(Source source, ProductFormat format, int size, int rows, Samples seconds) {

        double operations() {
            return ProductChain.operations(rows, size);
        }
    }

    /** Attention cores of so many queries, the last of which sees {@code total} tokens. */
    record Attention(AttentionChain.Shape shape, int tokens, int total, Samples seconds) {

        boolean decoding() {
            return tokens == 1;
        }

        double operations() {
            // Each query sees itself and what is before it.
            return shape.operations(tokens * (total - tokens + (tokens + 1) / 2.0));
        }

        double cacheBytes() {
            return shape.cacheBytes(total);
        }
    }

    /** Element-wise operators on so many rows of a width. */
    record Elementwise(ElementwiseChain.Kind kind, int width, int rows, Samples seconds) {

        double bytes() {
            return kind.bytes(rows, width);
        }
    }

    /** Every trial of everything. */
    List<Samples> all() {
        return Stream.of(
                bandwidth.stream().map(Streamed::passes), products.stream().map(Product::seconds), attention.stream().map(Attention::seconds),
                elementwise.stream().map(Elementwise::seconds)).flatMap(s -> s).toList();
    }
}
