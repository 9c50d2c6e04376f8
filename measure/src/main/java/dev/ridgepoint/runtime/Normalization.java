package dev.ridgepoint.runtime;

import dev.ridgepoint.architecture.Architecture.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.floating.SquaredNorm;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/** RMSNorm or LayerNorm over rows of one width. */
final class Normalization {

    private static final double EPSILON = 1e-5;

    private final long width;
    /** The learned scale times {@code sqrt(width)}, as rows are divided by the root of their sum of squares and not of their mean. */
    private final INDArray scale;
    private final INDArray shift;

    Normalization(Norm kind, long width, OffHeap memory) {
        this.width = width;
        this.scale = memory.ones(width).muli(Math.sqrt(width));
        this.shift = kind == Norm.LAYERNORM ? memory.zeros(width) : null;
    }

    /** Normalises {@code rows x width} into {@code out}, which may be {@code x}. */
    void apply(INDArray x, INDArray out, Activations room) {
        long rows = x.size(0);
        INDArray statistic = OffHeap.rows(room.scratch("norm", rows), 0, rows, 1);
        INDArray centred = x;
        if (shift != null) {
            Nd4j.exec(new Mean(x, statistic, true, 1));
            Elementwise.subtract(x, statistic, out);
            centred = out;
        }
        Nd4j.exec(new SquaredNorm(centred, statistic, true, 1));
        statistic.addi(width * EPSILON);
        Nd4j.exec(new RSqrt(statistic, statistic));
        Elementwise.multiply(centred, statistic, out);
        Elementwise.multiply(out, scale, out);
        if (shift != null) {
            Elementwise.add(out, shift, out);
        }
    }
}
