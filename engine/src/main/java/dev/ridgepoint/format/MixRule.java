package dev.ridgepoint.format;

import java.util.Set;

/** One exception of a mix: the tensors of {@code group} are stored as {@code block} where all conditions hold. */
record MixRule(TensorGroup group, BlockFormat block, Set<MixCondition> conditions) {

    static MixRule rule(TensorGroup group, BlockFormat block, MixCondition... conditions) {
        return new MixRule(group, block, Set.of(conditions));
    }

    boolean appliesTo(MixSite site) {
        return site.isIn(group) && conditions.stream().allMatch(condition -> condition.holds(site));
    }
}
