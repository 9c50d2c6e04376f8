package dev.ridgepoint.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code ridgepoint} command. */
@Command(name = "ridgepoint", versionProvider = Version.class,
        description = "Roofline models of language-model inference: what a device could give, and what a model makes of it.",
        footer = {
            "Examples:",
            "  ridgepoint roofline --hardware apple-m1-pro --model qwen2.5-1.5b --weights q8_0",
            "  ridgepoint predict --hardware h100-sxm --model llama-3.1-70b --weights fp8 --prompt 4096 --batch 32",
            "  ridgepoint list hardware",
            "'ridgepoint COMMAND --help' explains a command."
        })
public final class Ridgepoint implements Runnable {

    private static final int HELP_WIDTH = 110;
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, order = 99, description = "Explain the command.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version.")
    private boolean version;

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("roofline", RooflineCommand::new);
        commands.put("predict", PredictCommand::new);
        commands.put("cost", CostCommand::new);
        commands.put("potential", PotentialCommand::new);
        commands.put("require", RequireCommand::new);
        commands.put("sensitivity", SensitivityCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("capacity", CapacityCommand::new);
        commands.put("study", StudyCommand::new);
        commands.put("sweep", SweepCommand::new);
        commands.put("query", QueryCommand::new);
        commands.put("bench", BenchCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("calibrate", CalibrateCommand::new);
        commands.put("stats", StatsCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("lint", LintCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("characterize", CharacterizeCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /** Runs one command and ends the process with its status. */
    public static void main(String[] args) {
        StandardOutput standard = new StandardOutput();
        PrintWriter out = standard.writer();
        PrintWriter err = StandardOutput.errorWriter();
        int status = run(args, out, err, Ansi.AUTO);
        out.flush();
        if (standard.failure().isPresent()) {
            err.println("ridgepoint: the output cannot be written: " + standard.failure().get());
            status = CommandErrors.MISTAKE;
        }
        err.flush();
        System.exit(status);
    }

    /**
     * Runs one command.
     *
     * @return 0, or 1 when a linter found something, 2 after a person's mistake, 3 after ours
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, out, err, Ansi.OFF);
    }

    private static int run(String[] args, PrintWriter out, PrintWriter err, Ansi ansi) {
        String[] given = args.length > 0 && args[0].equals("help") ? helpOption(args) : args;
        return commandLine(given).setOut(out).setErr(err).setColorScheme(CommandLine.Help.defaultColorScheme(ansi)).execute(given);
    }

    /** {@code help predict} is {@code predict --help}. */
    private static String[] helpOption(String[] args) {
        return args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"};
    }

    /** The command that the arguments name, or all of them: building one takes longer than many a prediction. */
    private static CommandLine commandLine(String[] args) {
        CommandLine line = new CommandLine(new Ridgepoint());
        Supplier<Object> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (named != null) {
            line.addSubcommand(args[0], named.get());
        } else {
            COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        CommandErrors errors = new CommandErrors();
        line.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        describe(line);
        return line;
    }

    /** The whole command line with every command, for completion. */
    static CommandLine withEveryCommand() {
        return commandLine(new String[0]);
    }

    private static void describe(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.width(HELP_WIDTH);
        usage.abbreviateSynopsis(true);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%n");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionGroups());
        usage.exitCodeListHeading("%nExit status:%n");
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "lint found something, or bench compare a regression");
        codes.put("2", "a mistake in the arguments or in a file, told in one line");
        codes.put("3", "a bug of Ridgepoint");
        usage.exitCodeList(codes);
        line.getSubcommands().values().forEach(Ridgepoint::describe);
    }

    /** Without a command, explains itself. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
