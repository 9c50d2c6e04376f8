package dev.ridgepoint.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Swish;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's operators as a decoder needs them: into arrays that exist, smaller operands repeated along the larger. */
final class Elementwise {

    /** {@code 2 sqrt(2 / pi)}: {@code gelu(x) = x sigmoid(2 sqrt(2 / pi) (x + 0.044715 x^3))} is the tanh form. */
    private static final double GELU_SLOPE = 2 * Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBE = 0.044715;

    private Elementwise() { }

    static void add(INDArray x, INDArray y, INDArray sum) {
        run("add", x, y, sum);
    }

    static void subtract(INDArray x, INDArray y, INDArray difference) {
        run("subtract", x, y, difference);
    }

    static void multiply(INDArray x, INDArray y, INDArray product) {
        run("multiply", x, y, product);
    }

    /** Softmax of each row in place. */
    static void softmax(INDArray rows) {
        Nd4j.exec(DynamicCustomOp.builder("softmax").addInputs(rows).addOutputs(rows).addIntegerArguments(1).build());
    }

    /**
     * The non-linearity that a descriptor names, in place.
     *
     * @param spare room of the same shape
     */
    static void activate(String activation, INDArray x, INDArray spare) {
        switch (activation) {
            case "silu" -> Nd4j.exec(new Swish(x, x));
            case "relu" -> Nd4j.exec(new RectifiedLinear(x, x));
            case "relu2" -> {
                Nd4j.exec(new RectifiedLinear(x, x));
                Nd4j.exec(new Square(x, x));
            }
            case "gelu" -> {
                x.muli(Math.sqrt(0.5), spare);
                Nd4j.exec(new Erf(spare, spare));
                spare.addi(1);
                x.muli(0.5);
                x.muli(spare);
            }
            case "gelu-tanh" -> {
                // ND4J's own PreciseGELU is off by 2 % at -3.
                Nd4j.exec(new Square(x, spare));
                spare.muli(GELU_SLOPE * GELU_CUBE);
                spare.addi(GELU_SLOPE);
                spare.muli(x);
                Nd4j.exec(new Sigmoid(spare, spare));
                x.muli(spare);
            }
            default -> throw new IllegalArgumentException("ND4J decoder: no activation '" + activation + "'");
        }
    }

    private static void run(String operator, INDArray x, INDArray y, INDArray out) {
        Nd4j.exec(DynamicCustomOp.builder(operator).addInputs(x, y).addOutputs(out).build());
    }
}
