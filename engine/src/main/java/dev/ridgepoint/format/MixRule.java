package dev.ridgepoint.format;

import java.util.Set;

/** One exception of a mix: the tensors of {@code part} are stored as {@code block} where all conditions hold. */
record MixRule(MixPart part, Set<MixCondition> conditions, BlockFormat block) {

    static MixRule rule(MixPart part, BlockFormat block, MixCondition... conditions) {
        return new MixRule(part, Set.of(conditions), block);
    }

    boolean appliesTo(MixSite site) {
        return part.contains(site.tensor().role()) && conditions.stream().allMatch(site::is);
    }
}
