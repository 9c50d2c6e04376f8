package dev.ridgepoint.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Traces that others published, by the names of their columns for arrival, prompt and output; what else they have is left. */
enum PublicTrace {

    /** Microsoft's traces of 2023 and 2024 (Patel et al., "Splitwise", ISCA 2024; github.com/Azure/AzurePublicDataset). */
    AZURE("TIMESTAMP", "ContextTokens", "GeneratedTokens"),
    /** BurstGPT (Wang et al. 2024; github.com/HPMLL/BurstGPT); its files without failures have no request of 0 tokens. */
    BURST_GPT("Timestamp", "Request tokens", "Response tokens");

    private final List<String> columns;

    PublicTrace(String... columns) {
        this.columns = List.of(columns);
    }

    /** The one that has these columns among others. */
    static Optional<PublicTrace> of(List<String> names) {
        return Arrays.stream(values()).filter(trace -> names.containsAll(trace.columns)).findFirst();
    }

    /** Arrival, prompt and output. */
    List<String> columns() {
        return columns;
    }
}
