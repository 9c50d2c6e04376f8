package dev.ridgepoint.collective;

/** Every device ends with all devices' parts; the payload is what it ends with. */
public enum AllGather implements Collective {
    /** Around a ring: {@code (N-1) alpha + (N-1)/N S/B}. */
    RING {
        @Override
        public double steps(int devices) {
            return devices - 1.0;
        }
    },
    /** Every device reads every other's part, where all are one hop away: {@code alpha + (N-1)/N S/B}. */
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
