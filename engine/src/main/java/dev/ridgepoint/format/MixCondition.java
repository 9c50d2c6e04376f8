package dev.ridgepoint.format;

/** What a rule of llama.cpp may require of a tensor's place or of its model. */
enum MixCondition {
    FIRST_TWO {
        @Override
        boolean holds(MixSite site) {
            return site.place() < 2;
        }
    },
    FIRST_FOUR {
        @Override
        boolean holds(MixSite site) {
            return site.place() < 4;
        }
    },
    FIRST_SIXTEENTH {
        @Override
        boolean holds(MixSite site) {
            return site.place() < site.places() / 16;
        }
    },
    FIRST_EIGHTH {
        @Override
        boolean holds(MixSite site) {
            return site.place() < site.places() / 8;
        }
    },
    /** Neither the first nor the last eighth. */
    MIDDLE {
        @Override
        boolean holds(MixSite site) {
            return site.place() >= site.places() / 8 && site.place() < 7 * site.places() / 8;
        }
    },
    /** Rows that are not whole super-blocks. */
    UNEVEN_ROWS {
        @Override
        boolean holds(MixSite site) {
            return site.tensor().columns() % 256 != 0;
        }
    },
    /** The first and the last eighth, and every third in between. */
    MORE_BITS {
        @Override
        boolean holds(MixSite site) {
            return moreBits(site.place(), site.places());
        }
    },
    /** Four or more query heads to a key-value head: the value projection is small, so that more bits cost little. */
    FOUR_QUERIES_A_VALUE {
        @Override
        boolean holds(MixSite site) {
            return site.queriesPerKeyValue() >= 4;
        }
    },
    /** The 80 layers of the Llama and Qwen models of some 70 billion weights, with grouped heads. */
    SEVENTY_BILLION {
        @Override
        boolean holds(MixSite site) {
            return site.architecture().layers() == 80 && site.queriesPerKeyValue() > 1 && !site.hasExperts();
        }
    },
    FOUR_EXPERTS {
        @Override
        boolean holds(MixSite site) {
            return site.hasFourExperts();
        }
    },
    EIGHT_EXPERTS {
        @Override
        boolean holds(MixSite site) {
            return site.hasEightExperts();
        }
    },
    NO_EXPERTS {
        @Override
        boolean holds(MixSite site) {
            return !site.hasExperts();
        }
    },
    FALCON {
        @Override
        boolean holds(MixSite site) {
            return site.architecture().family().equals("falcon");
        }
    };

    abstract boolean holds(MixSite site);

    static boolean moreBits(int place, int places) {
        int eighth = places / 8;
        return place < eighth || place >= 7 * places / 8 || (place - eighth) % 3 == 2;
    }
}
