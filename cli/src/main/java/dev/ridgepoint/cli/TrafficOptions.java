package dev.ridgepoint.cli;

import dev.ridgepoint.cli.print.Written;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.serving.Arrivals;
import dev.ridgepoint.serving.Lengths;
import dev.ridgepoint.serving.Shapes;
import dev.ridgepoint.serving.Traffic;
import dev.ridgepoint.trace.RequestTrace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which requests come. */
final class TrafficOptions {

    private static final int DEFAULT_PROMPT = 512;
    private static final int DEFAULT_OUTPUT = 128;
    private static final int DEFAULT_PREFIX = 1024;
    private static final int DEFAULT_REQUESTS = 10_000;
    /** Log-normal lengths have no longest; this is more than any model's context. */
    private static final int MOST_TOKENS = 1 << 24;

    @Option(names = "--trace", paramLabel = "FILE", order = 20,
            description = "Requests as CSV: arrival_s,prompt_tokens,output_tokens[,prefix_id,prefix_tokens], or as Azure and BurstGPT publish theirs. "
                + "With a rate, only lengths are drawn from it.")
    private Path trace;

    @Option(names = "--prompt", paramLabel = "LENGTH", converter = TokenLengths.class, order = 21,
            description = "Tokens of a prompt: 512, uniform:100:900, or lognormal:512:0.8 with its mean and the deviation of its logarithm (default: 512).")
    private Lengths prompt;

    @Option(names = "--generate", paramLabel = "LENGTH", converter = TokenLengths.class, order = 22,
            description = "Tokens generated for a request, written in the same way (default: 128).")
    private Lengths generate;

    @Option(names = "--requests", paramLabel = "N", converter = Count.class, order = 23, description = "How many are drawn (default: 10000).")
    private Integer requests;

    @Option(names = "--burst-shape", paramLabel = "SHAPE", converter = Positive.class, order = 24,
            description = "Gaps are gamma-distributed with this shape: less than 1 for bursts, more for a steadier flow (default: 1, Poisson).")
    private Double shape;

    @Option(names = "--prefixes", paramLabel = "N", converter = Whole.Natural.class, order = 25,
            description = "Different beginnings that prompts share, as of system prompts, each as likely (default: 0).")
    private int prefixes = 0;

    @Option(names = "--prefix-tokens", paramLabel = "TOKENS", converter = Whole.Natural.class, order = 26,
            description = "Length of such a beginning, to which --prompt is added (default: 1024 where --prefixes is given).")
    private Integer prefixTokens;

    @Option(names = "--seed", paramLabel = "N", order = 27, description = "Of all draws; the same seed gives the same numbers (default: 1).")
    private long seed = 1;

    /** Requests: each leaves three times behind, and there is no end to what could be asked for. */
    static final class Count extends Whole {
        Count() {
            super(1, 20_000_000);
        }
    }

    /** {@code 4} or {@code 0.5}: above 0. */
    static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String written) {
            try {
                double value = Double.parseDouble(written);
                if (value > 0 && Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below, as for a number that is out of range.
            }
            throw new TypeConversionException("'" + written + "' is not a number above 0; write it as in 4 or 0.5");
        }
    }

    /** {@code 512}, {@code uniform:100:900} or {@code lognormal:512:0.8}. */
    static final class TokenLengths implements ITypeConverter<Lengths> {
        @Override
        public Lengths convert(String written) {
            String[] parts = written.split(":", -1);
            try {
                if (parts.length == 1) {
                    return new Lengths.Fixed(Integer.parseInt(written));
                }
                if (parts.length == 3 && parts[0].equals("uniform")) {
                    return new Lengths.Uniform(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                }
                if (parts.length == 3 && parts[0].equals("lognormal")) {
                    return new Lengths.LogNormal(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), MOST_TOKENS);
                }
            } catch (NumberFormatException e) {
                // Said below, as for another form.
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
            throw new TypeConversionException("'" + written + "' is not a length; write it as in 512, uniform:100:900 or lognormal:512:0.8");
        }
    }

    /** The trace that is played as it is, unless a rate is given too. */
    Optional<Path> played(Double rate) {
        if (trace == null || rate != null) {
            return Optional.empty();
        }
        if (prompt != null || generate != null || prefixes > 0 || prefixTokens != null) {
            throw new InvalidInputException("a trace has its own lengths: leave --prompt, --generate and --prefixes out");
        }
        if (requests != null || shape != null) {
            throw new InvalidInputException("a trace has its own arrivals: leave --requests and --burst-shape out, or give a --rate at which its lengths "
                    + "are drawn");
        }
        return Optional.of(trace);
    }

    /** Requests that are drawn. */
    Traffic traffic(double rate) {
        if (trace != null && (prompt != null || generate != null)) {
            throw new InvalidInputException("lengths are drawn from the trace: leave --prompt and --generate out");
        }
        if (prefixTokens != null && prefixes == 0) {
            throw new InvalidInputException("--prefix-tokens needs --prefixes: how many different beginnings there are");
        }
        Shapes shapes = trace != null ? RequestTrace.shapes(trace) : new Shapes.Independent(
                prompt == null ? new Lengths.Fixed(DEFAULT_PROMPT) : prompt, generate == null ? new Lengths.Fixed(DEFAULT_OUTPUT) : generate);
        Arrivals arrivals = shape == null ? new Arrivals.Poisson(rate) : new Arrivals.Gamma(rate, shape);
        return new Traffic(arrivals, shapes, prefixes, prefixTokens == null ? DEFAULT_PREFIX : prefixTokens, count(), seed);
    }

    private int count() {
        return requests == null ? DEFAULT_REQUESTS : requests;
    }

    long seed() {
        return seed;
    }

    /** The trace that is played as it is, in words. */
    String playedWords() {
        return "Requests of " + trace.getFileName();
    }

    /** What is drawn, in words, without the rate. */
    String words() {
        String lengths = trace != null ? "lengths of " + trace.getFileName()
                : "prompt " + words(prompt, DEFAULT_PROMPT) + ", generate " + words(generate, DEFAULT_OUTPUT);
        return count() + " requests, " + (shape == null ? "Poisson" : "gamma gaps of shape " + Written.number(shape)) + ", " + lengths
                + (prefixes > 0 ? ", after one of " + prefixes + " beginnings of " + (prefixTokens == null ? DEFAULT_PREFIX : prefixTokens) + " tokens" : "")
                + ", seed " + seed;
    }

    private static String words(Lengths lengths, int otherwise) {
        if (lengths instanceof Lengths.LogNormal drawn) {
            return "log-normal of mean " + Written.number(drawn.mean()) + " and sigma " + Written.number(drawn.sigma());
        }
        if (lengths instanceof Lengths.Uniform drawn) {
            return "from " + drawn.least() + " to " + drawn.most();
        }
        return Integer.toString(lengths instanceof Lengths.Fixed fixed ? fixed.tokens() : otherwise);
    }
}
