package dev.ridgepoint.collective;

/** Every device ends with the sum of all devices' vectors; the payload is one vector. */
public enum AllReduce implements Collective {
    /** Around a ring, once to add up and once to hand round: {@code 2 (N-1) alpha + 2 (N-1)/N S/B} (Patarasuk and Yuan 2009). */
    RING {
        @Override
        public double steps(int devices) {
            return 2.0 * (devices - 1);
        }

        @Override
        public double traffic(int devices) {
            return 2.0 * (devices - 1) / devices;
        }
    },
    /**
     * Up and down two binary trees, each with half of the vector and inner where the other is a leaf: {@code 2 ceil(log2 N) alpha + 2 S/B}
     * (Sanders, Speck and Traeff 2009).
     */
    TREE {
        @Override
        public double steps(int devices) {
            return 2.0 * (Integer.SIZE - Integer.numberOfLeadingZeros(devices - 1));
        }

        @Override
        public double traffic(int devices) {
            return devices == 1 ? 0 : 2;
        }
    },
    /** Every device reads every other's vector, where all are one hop away: {@code alpha + (N-1) S/B}. Suits the small vectors of decode. */
    ONE_SHOT {
        @Override
        public double steps(int devices) {
            return devices == 1 ? 0 : 1;
        }

        @Override
        public double traffic(int devices) {
            return devices - 1.0;
        }
    },
    /** Every device adds up its part of all vectors, and then reads the others' parts: {@code 2 alpha + 2 (N-1)/N S/B}, where all are one hop away. */
    TWO_SHOT {
        @Override
        public double steps(int devices) {
            return devices == 1 ? 0 : 2;
        }

        @Override
        public double traffic(int devices) {
            return 2.0 * (devices - 1) / devices;
        }
    };

    /** The best of those for devices that are all one hop away, as behind a switch. */
    public static final Collective SWITCHED = new Fastest(RING, TREE, ONE_SHOT, TWO_SHOT);

    /** The best of those that do not need every device one hop away. */
    public static final Collective ROUTED = new Fastest(RING, TREE);
}
