package dev.ridgepoint.sweep;

/**
 * What a point must satisfy to be kept. A comparison with what is not known fails.
 *
 * @param left       one figure
 * @param comparison how they must stand to one another
 * @param right      the other
 */
public record Constraint(Figure left, Comparison comparison, Figure right) {

    /** How two numbers stand to one another. */
    public enum Comparison {
        /** {@code <} */
        LESS("<"),
        /** {@code <=} */
        AT_MOST("<="),
        /** {@code =} */
        EQUAL("="),
        /** {@code >=} */
        AT_LEAST(">="),
        /** {@code >} */
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As files write it. */
        public String sign() {
            return sign;
        }
    }

    /** Whether it takes a prediction to tell. */
    public boolean isPredicted() {
        return left.isPredicted() || right.isPredicted();
    }

    /** Whether a point satisfies it. */
    public boolean holds(Evaluation evaluation) {
        double a = left.of(evaluation);
        double b = right.of(evaluation);
        return switch (comparison) {
            case LESS -> a < b;
            case AT_MOST -> a <= b;
            case EQUAL -> a == b;
            case AT_LEAST -> a >= b;
            case MORE -> a > b;
        };
    }
}
