package dev.ridgepoint.result;

import dev.ridgepoint.architecture.Architecture;
import dev.ridgepoint.architecture.LatentAttention;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.runtime.OnnxFile;
import dev.ridgepoint.runtime.StoredWeights;
import java.util.Locale;
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

    /** How latent attention is executed, in a word; null where there is none. */
    default String latentExecution() {
        return null;
    }

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
     * @param latent       how latent attention is executed
     */
    record Descriptor(Architecture architecture, StoredWeights stored, LatentExecution latent) implements Subject {

        /** With the cheaper execution of latent attention. */
        public Descriptor(Architecture architecture, StoredWeights stored) {
            this(architecture, stored, LatentExecution.CHEAPER);
        }

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
        public String latentExecution() {
            boolean latentAttention = architecture.groups().stream().anyMatch(group -> group.mixers().stream().anyMatch(LatentAttention.class::isInstance));
            return latentAttention ? latent.name().toLowerCase(Locale.ROOT) : null;
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
