package dev.ridgepoint.cli;

import dev.ridgepoint.architecture.NotModelledException;
import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person's mistake in one line, and a bug of ours as what it is. */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** Exit status after a mistake in the arguments or in a file. */
    static final int MISTAKE = 2;
    /** Exit status after a bug. */
    static final int BUG = 3;

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        if (e.getCause() instanceof InvalidInputException mistake) {
            return tell(command.getErr(), mistake.getMessage());
        }
        String help = "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return tell(command.getErr(), unmatched(command, unmatched.getUnmatched().get(0), help));
        }
        if (e instanceof MissingParameterException) {
            // A mistyped option is more likely the reason than a forgotten one.
            List<String> unknown = command.getUnmatchedArguments();
            return tell(command.getErr(), unknown.isEmpty() ? lowerCase(e.getMessage()) + help : unmatched(command, unknown.get(0), help));
        }
        return tell(command.getErr(), lowerCase(e.getMessage()));
    }

    private static String lowerCase(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String unmatched(CommandLine command, String written, String help) {
        if (written.startsWith("-")) {
            String hint = Nearest.hint(written, command.getCommandSpec().optionsMap().keySet());
            return "no option '" + written + "' in '" + command.getCommandSpec().qualifiedName() + "'" + (hint.isEmpty() ? help : hint);
        }
        Collection<String> commands = command.getSubcommands().keySet();
        if (commands.isEmpty()) {
            return "'" + written + "' is one argument too many" + help;
        }
        String hint = Nearest.hint(written, commands);
        return "no command '" + written + "'" + (hint.isEmpty() ? "; there are " + String.join(", ", commands) : hint);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof InvalidInputException || e instanceof NotModelledException) {
            return tell(err, e.getMessage());
        }
        if (e instanceof InvalidPathException path) {
            return tell(err, "'" + path.getInput() + "' is not a path: " + path.getReason());
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            return tell(err, "cannot read or write: " + (e.getCause() instanceof IOException cause ? cause : e).getMessage());
        }
        boolean debug = "1".equals(System.getenv("RIDGEPOINT_DEBUG"));
        tell(err, "this is a bug: " + e + (debug ? "" : "; RIDGEPOINT_DEBUG=1 shows where"));
        if (debug) {
            e.printStackTrace(err);
        }
        return BUG;
    }

    private static int tell(PrintWriter err, String message) {
        err.println("ridgepoint: " + String.join(" ", message.lines().map(String::strip).toList()));
        err.flush();
        return MISTAKE;
    }
}
