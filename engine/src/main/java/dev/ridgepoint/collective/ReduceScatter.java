package dev.ridgepoint.collective;

/** Every device ends with its part of the sum of all devices' vectors; the payload is one vector. */
public enum ReduceScatter implements Collective {
    /** Around a ring: {@code (N-1) alpha + (N-1)/N S/B}, half of an all-reduce. */
    RING {
        @Override
        public double steps(int devices) {
            return devices - 1.0;
        }
    },
    /** Every device reads its part of every other's vector, where all are one hop away: {@code alpha + (N-1)/N S/B}. */
    ONE_SHOT {
        @Override
        public double steps(int devices) {
            return devices == 1 ? 0 : 1;
        }
    };

    @Override
    public double traffic(int devices) {
        return (devices - 1.0) / devices;
    }
}
