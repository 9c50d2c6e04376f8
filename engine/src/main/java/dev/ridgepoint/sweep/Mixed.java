package dev.ridgepoint.sweep;

/** Numbers that look random and depend on nothing but what they are made of: SplitMix64 (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195). */
final class Mixed {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mixed() { }

    /** 64 bits of a seed and a number. */
    static long bits(long seed, long number) {
        long z = mix(seed + GOLDEN) + GOLDEN * (number + 1);
        return mix(z);
    }

    /** A share from 0 to below 1. */
    static double share(long seed, long number) {
        return (bits(seed, number) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
