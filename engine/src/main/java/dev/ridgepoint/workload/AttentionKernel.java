package dev.ridgepoint.workload;

/** How a runtime computes attention. */
public enum AttentionKernel {
    /** In tiles that never leave the chip (FlashAttention, Dao et al. 2022, arXiv 2205.14135). */
    FUSED,
    /** As two products with the score matrix written to memory and read back between them. */
    UNFUSED
}
