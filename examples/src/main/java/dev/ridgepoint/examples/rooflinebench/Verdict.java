package dev.ridgepoint.examples.rooflinebench;

/** Whether an insight stands under first principles. */
enum Verdict {
    HOLDS("holds"), PARTLY("holds in part"), FAILS("does not hold");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Of a claim of several parts. */
    static Verdict of(boolean... parts) {
        int held = 0;
        for (boolean part : parts) {
            held += part ? 1 : 0;
        }
        return held == parts.length ? HOLDS : held == 0 ? FAILS : PARTLY;
    }
}
