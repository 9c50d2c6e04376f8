package dev.ridgepoint.examples.rooflinebench;

import dev.ridgepoint.Library;
import dev.ridgepoint.efficiency.PrintedTable;
import dev.ridgepoint.format.CacheFormats;
import dev.ridgepoint.format.WeightsFormats;
import dev.ridgepoint.predict.LatentExecution;
import dev.ridgepoint.predict.Prediction.PhaseName;
import dev.ridgepoint.predict.Request;
import dev.ridgepoint.sensitivity.Change;
import dev.ridgepoint.sensitivity.Influence;
import dev.ridgepoint.sensitivity.Sensitivity;
import dev.ridgepoint.sensitivity.Setting;
import dev.ridgepoint.workload.AttentionKernel;
import dev.ridgepoint.workload.Numerics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the times of three models depend on, as {@code study.sh} asks {@code ridgepoint sensitivity} and draws it.
 *
 * @param cases in the report's order
 */
record Elasticities(List<Case> cases) {

    private static final Request REQUEST = new Request(512, 128, 4096, 1, 512);
    private static final List<String> PARAMETERS = List.of("memory bandwidth", "peak", "layers", "KV heads", "latent rank", "experts a token", "bits a weight",
            "bits of the KV cache");

    private static final double HALF = 0.5;

    /**
     * A model on the M1 Pro.
     *
     * @param name        as the report calls it
     * @param chart       of the tornado
     * @param sensitivity of its times
     */
    record Case(String name, String chart, Sensitivity sensitivity) {

        private OptionalDouble elasticity(PhaseName phase, String parameter) {
            return sensitivity.of(phase).stream().filter(influence -> influence.parameter().name().equals(parameter)).map(Influence::elasticity)
                    .findFirst().orElse(OptionalDouble.empty());
        }

        private String cell(PhaseName phase, String parameter) {
            OptionalDouble elasticity = elasticity(phase, parameter);
            return elasticity.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", elasticity.getAsDouble() + 0.0);
        }
    }

    static Elasticities of(Library library) {
        return new Elasticities(List.of(of(library, "GQA (Qwen2.5-1.5B, Q8_0)", "gqa", "qwen2.5-1.5b", "q8_0"),
                of(library, "MLA (PLM-1.8B, Q8_0)", "mla", "plm-1.8b", "q8_0"), of(library, "MoE (Qwen3-30B-A3B, Q4_K_M)", "moe", "qwen3-30b-a3b", "q4_k_m")));
    }

    private static Case of(Library library, String name, String chart, String model, String weights) {
        Numerics numerics = Numerics.of(WeightsFormats.named(weights).orElseThrow()).withCache(CacheFormats.named("f16").orElseThrow());
        Setting setting = new Setting(library.hardware("apple-m1-pro"), library.architecture(model), numerics, AttentionKernel.FUSED, LatentExecution.CHEAPER,
                REQUEST);
        return new Case(name, chart, Sensitivity.of(setting, Change.HALVE_AND_DOUBLE));
    }

    /** Parameters that matter much to every case. */
    private List<String> much(PhaseName phase) {
        return PARAMETERS.stream().filter(parameter -> cases.stream().allMatch(c -> Math.abs(c.elasticity(phase, parameter).orElse(0)) >= HALF)).toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## What the times depend on\n\nPercent of time for one percent of a parameter, on the M1 Pro behind "
                + "4096 tokens, in decode / in prefill of 512 tokens.\n\nHalf a percent or more, for all three "
                + "models: in decode " + Phrase.list(much(PhaseName.DECODE)) + "; in prefill " + Phrase.list(much(PhaseName.PREFILL)) + ".\n\n");
        List<List<String>> rows = new ArrayList<>();
        for (String parameter : PARAMETERS) {
            rows.add(Stream.concat(Stream.of(parameter), cases.stream()
                    .map(c -> c.cell(PhaseName.DECODE, parameter) + " / " + c.cell(PhaseName.PREFILL, parameter))).toList());
        }
        text.append(new PrintedTable("Elasticities, decode / prefill", Stream.concat(Stream.of("Parameter"), cases.stream().map(Case::name)).toList(), 1, rows)
                .markdown(3));
        cases.forEach(c -> text.append("![What the times of ").append(c.name()).append(" depend on](questions/").append(c.chart()).append(".png)\n\n"));
        return text.append("What a device must have for rates that are wanted, the same question the other way round: "
                + "[questions/require.md](questions/require.md).\n\n![Bandwidth and peak for 30 tokens a second](questions/require.png)\n\n").toString();
    }
}
