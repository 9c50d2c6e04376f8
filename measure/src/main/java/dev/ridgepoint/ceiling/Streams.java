package dev.ridgepoint.ceiling;

/** Passes over memory, as fast as Java makes them. */
interface Streams {

    /** The module that the vector kernels need; the launcher of the measuring process asks for it. */
    String VECTOR_MODULE = "jdk.incubator.vector";

    /** Reads {@code count} floats; the result only keeps the reading from being optimised away. */
    float read(float[] memory, int from, int count);

    /** Copies {@code count} floats. */
    void copy(float[] memory, int from, int to, int count);

    /** {@code memory[to + i] = memory[b + i] + 3 memory[c + i]}. */
    void triad(float[] memory, int to, int b, int c, int count);

    /** What these kernels are, for the report. */
    String description();

    /** Vector kernels where this Java has the module, plain loops where not. */
    static Streams best() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            try {
                return (Streams) Class.forName("dev.ridgepoint.ceiling.VectorStreams").getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                // A later Java may have changed the module; the loops below work on every one.
                return new LoopStreams();
            }
        }
        return new LoopStreams();
    }
}
