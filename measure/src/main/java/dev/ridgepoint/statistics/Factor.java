package dev.ridgepoint.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may explain a number in an analysis of variance: one value for each trial. */
public sealed interface Factor {

    /** What it is called: {@code task}. */
    String name();

    /** How many trials. */
    int size();

    /**
     * Kinds, in the order in which they were first met.
     *
     * @param name   of the factor
     * @param levels names of the kinds
     * @param codes  kind of each trial, an index into {@code levels}
     */
    record Categorical(String name, List<String> levels, int[] codes) implements Factor {

        /** Both are copied. @throws UndefinedStatisticException if there are fewer than two kinds, or a code is none of them */
        public Categorical {
            levels = List.copyOf(levels);
            codes = codes.clone();
            if (levels.size() < 2) {
                throw new UndefinedStatisticException("factor " + name, levels.isEmpty() ? "no trial has one" : "every trial has " + levels.get(0));
            }
            for (int code : codes) {
                if (code < 0 || code >= levels.size()) {
                    throw new UndefinedStatisticException("factor " + name, "level " + code + " is not one of " + levels.size());
                }
            }
        }

        /** From the name of each trial's kind. @throws UndefinedStatisticException if there are fewer than two kinds */
        public static Categorical of(String name, List<String> labels) {
            Map<String, Integer> index = new LinkedHashMap<>();
            int[] codes = new int[labels.size()];
            int trial = 0;
            for (String label : labels) {
                Integer known = index.putIfAbsent(label, index.size());
                codes[trial++] = known == null ? index.size() - 1 : known;
            }
            return new Categorical(name, new ArrayList<>(index.keySet()), codes);
        }

        @Override
        public int size() {
            return codes.length;
        }
    }

    /**
     * Amounts.
     *
     * @param name   of the factor
     * @param values amount of each trial
     */
    record Continuous(String name, double... values) implements Factor {

        /** The values are copied. @throws UndefinedStatisticException if one is not finite, or all are the same */
        public Continuous {
            Sample.of("factor " + name, 1, values).varying();
            values = values.clone();
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
