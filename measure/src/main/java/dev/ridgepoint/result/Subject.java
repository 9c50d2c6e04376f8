package dev.ridgepoint.result;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.runtime.OnnxFile;
import dev.ridgepoint.runtime.StoredWeights;
import java.util.Optional;

/** What a benchmark runs. */
public sealed interface Subject {

    /** What a result calls it. */
    String name();

    /** Layers, as run. */
    int layers();

    /** Number of weights; null where it cannot be told. */
    Long parameters();

    /** Why it cannot; null where it can. */
    String parametersUnknown();

    /** How the weights are stored: {@code int8}. */
    String weights();

    /** Where the weights come from, as a cold start's load time depends on it. */
    String weightsSource();

    /** The descriptor that it is made from, if it is. */
    Optional<Architecture> described();

    /** Whether it embeds sequences and generates no tokens. */
    default boolean embeds() {
        return described().filter(architecture -> architecture.kind() == Architecture.Kind.ENCODER).isPresent();
    }

    /**
     * A model built from its descriptor, with random weights.
     *
     * @param architecture cut or extended to the layers wanted
     * @param stored       how its weights are stored
     */
    record Descriptor(Architecture architecture, StoredWeights stored) implements Subject {

        @Override
        public String name() {
            return architecture.id();
        }

        @Override
        public int layers() {
            return architecture.layers();
        }

        @Override
        public Long parameters() {
            return architecture.parameters();
        }

        @Override
        public String parametersUnknown() {
            return null;
        }

        @Override
        public String weights() {
            return stored.id();
        }

        @Override
        public String weightsSource() {
            return "generated, not read";
        }

        @Override
        public Optional<Architecture> described() {
            return Optional.of(architecture);
        }
    }

    /** A decoder of the user's own, run as its file has it. */
    record File(OnnxFile file) implements Subject {

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public int layers() {
            return file.layers();
        }

        @Override
        public Long parameters() {
            return file.parameters().isPresent() ? (Long) file.parameters().getAsLong() : null;
        }

        @Override
        public String parametersUnknown() {
            return file.parametersUnknown();
        }

        @Override
        public String weights() {
            return file.weights();
        }

        @Override
        public String weightsSource() {
            return "read from its file";
        }

        @Override
        public Optional<Architecture> described() {
            return Optional.empty();
        }
    }
}
