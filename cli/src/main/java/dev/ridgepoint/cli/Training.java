package dev.ridgepoint.cli;

import java.io.PrintWriter;
import java.io.Writer;

/** Runs what people run most, once and in silence: the launcher makes a class-data archive of the classes that this loads. */
final class Training {

    private Training() { }

    /** Runs it. */
    public static void main(String[] args) {
        String[] scenario = {"predict", "--hardware", "apple-m1-pro", "--model", "qwen2.5-1.5b", "--weights", "q8_0", "--format", ""};
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        for (OutputFormat format : OutputFormat.values()) {
            scenario[scenario.length - 1] = Named.Constant.word(format);
            Ridgepoint.run(scenario, nowhere, nowhere);
        }
        Ridgepoint.run(new String[] {"predict", "--hardware", "h100-sxm", "--model", "deepseek-v3"}, nowhere, nowhere);
        Ridgepoint.run(new String[] {"potential", "--hardware", "h100-sxm", "--model", "qwen3-8b,qwen3-next-80b-a3b"}, nowhere, nowhere);
        Ridgepoint.run(new String[] {"list", "hardware"}, nowhere, nowhere);
        Ridgepoint.run(new String[] {"--help"}, nowhere, nowhere);
        StandardOutput.errorWriter().flush();
        new StandardOutput().writer().flush();
    }
}
