package dev.ridgepoint.collective;

/** Every device has something for every other; the payload is all that one device holds, of which {@code 1/N} stays where it is. */
public enum AllToAll implements Collective {
    /** One partner after the other: {@code (N-1) alpha + (N-1)/N S/B}. */
    PAIRWISE {
        @Override
        public double steps(int devices) {
            return devices - 1.0;
        }
    },
    /** All partners at once through a switch: {@code alpha + (N-1)/N S/B}. */
    SWITCHED {
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
