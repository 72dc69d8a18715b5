// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.runner.console.ConsoleListener;
import org.flowmatch.runner.console.ProgressLine;
import org.flowmatch.runner.console.VisibleStream;
import org.flowmatch.runner.workflow.FlowVariableValue;
import org.flowmatch.runner.workflow.NodeOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the runner: reads the arguments, runs the workflow, prints, and answers with an exit code. */
@Command(
        name = "flowmatch run",
        sortOptions = false,
        separator = " ",
        header = "Runs a KNIME workflow directory headless.",
        description = {
            "",
            "Every node is executed, in the order of the connections. The workflow directory is not changed: results"
                    + " are not saved into it, and results that KNIME saved there are not used.",
            ""
        },
        parameterListHeading = "%nParameter:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every node was executed",
            "1:a node failed, or the workflow could not be loaded or configured",
            "2:the command line is wrong, or there is no such workflow",
            "130:cancelled with Ctrl-C"
        },
        footer = {
            "",
            "Examples:",
            "  ./flowmatch run tests/workflows/two-moons --out results",
            "  ./flowmatch run my-workflow --option 4,steps,500,int --variable rows,1000,int"
        })
public final class RunCommand implements Callable<Integer> {
    /** Exit code when a node failed or the workflow could not be loaded. */
    public static final int FAILED = 1;
    /** Exit code when the command line is wrong. */
    public static final int USAGE = 2;
    /** Exit code after Ctrl-C, as shells expect it. */
    public static final int CANCELLED = 130;

    @Parameters(paramLabel = "WORKFLOW_DIR", description = "The directory that holds workflow.knime.")
    private Path workflow = Path.of("");

    @Option(
            names = "--option",
            paramLabel = "nodeID,key,value,type",
            description = {
                "Replaces a setting of a node; may be repeated. The node's number stands after '#' in its folder's"
                        + " name; the key is that of the node's settings.xml below 'model', parts of a path separated by"
                        + " '/'.",
                "Types: int, long, short, byte, boolean, char, float, double, String, StringCell, DoubleCell, IntCell,"
                        + " LongCell. A key that the node does not have is an error."
            })
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--variable",
            paramLabel = "name,value,type",
            description = {
                "Defines or overwrites a workflow variable; may be repeated. It takes effect where the workflow lets"
                        + " it control a setting. Types: String, int, long, double, boolean."
            })
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes every output table that no other node takes into DIR, as CSV.")
    private Path out;

    @Option(
            names = "--reset",
            description = "Drops results that were saved with the workflow, without a warning. Nothing in the directory"
                    + " changes.")
    private boolean reset;

    @Option(
            names = "--plain",
            description = "Prints lines instead of progress bars, as when the output is not a terminal.")
    private boolean plain;

    @Option(
            names = "--memory",
            description =
                    "Shows for each node the most memory on the Java heap while it ran, and the main memory of the"
                            + " whole process at its end and at most until then (on Linux).")
    private boolean memory;

    @Option(
            names = "--device",
            help = true,
            description =
                    "Says which GPU there is and whether it can be used, or why not and what to do; runs nothing.")
    private boolean device;

    @Option(names = "--debug", description = "Shows where in the program an error came from.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    private final PrintStream stdout;
    private final PrintStream stderr;
    private final boolean terminal;
    private final int width;

    /**
     * @param terminal whether stdout is one
     * @param width its columns
     */
    public RunCommand(PrintStream stdout, PrintStream stderr, boolean terminal, int width) {
        this.stdout = new VisibleStream(stdout);
        this.stderr = new VisibleStream(stderr);
        this.terminal = terminal;
        this.width = width;
    }

    /** Runs with these arguments; the result is the exit code. Prints, and never throws what a user can cause. */
    public int execute(String... arguments) {
        CommandLine line = new CommandLine(this)
                .setOut(new PrintWriter(stdout, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(stderr, true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .registerConverter(Path.class, RunCommand::path)
                .setUsageHelpWidth(Math.max(80, Math.min(width, 120)))
                .setParameterExceptionHandler((problem, given) -> {
                    stderr.println(problem.getMessage());
                    stderr.println("flowmatch run --help explains the arguments.");
                    return USAGE;
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> report(problem));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return report(e);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            var refused =
                    new CommandLine.TypeConversionException("'" + text + "' is not a path. " + PathText.remedy(text));
            refused.initCause(e);
            throw refused;
        }
    }

    private int report(Throwable problem) {
        stderr.println("Error: " + Failure.of(problem).text());
        if (debug) {
            problem.printStackTrace(stderr);
        }
        return problem instanceof UsageException ? USAGE : FAILED;
    }

    @Override
    public Integer call() throws IOException {
        if (device) {
            stdout.println(DeviceChoice.report().text());
            return CommandLine.ExitCode.OK;
        }
        boolean bars = terminal && !plain;
        ProgressLine line = new ProgressLine(stdout, bars, width, System::nanoTime);
        ConsoleListener listener = new ConsoleListener(stdout, stderr, line, debug, memory);
        RunSettings settings = new RunSettings(
                options.stream().map(NodeOption::parse).toList(),
                variables.stream().map(FlowVariableValue::parse).toList(),
                reset);
        WorkflowRunner runner = new WorkflowRunner(settings, listener);
        try (CancelOnExit hook = new CancelOnExit(runner::cancel, line::leave)) {
            if (out != null) {
                new OutputFolder(out).create();
            }
            try (WorkflowRun run = runner.run(workflow)) {
                return finish(run);
            }
        }
    }

    private int finish(WorkflowRun run) {
        if (run.cancelled()) {
            stderr.println("Cancelled.");
            return CANCELLED;
        }
        List<WorkflowRun.LooseTable> tables = run.looseTables();
        if (out != null) {
            new OutputFolder(out).write(tables, file -> stdout.println("Wrote " + file));
        } else if (!tables.isEmpty()) {
            stdout.println("--out DIR writes the unconnected tables as CSV: "
                    + String.join(
                            ", ",
                            tables.stream()
                                    .map(table -> "port " + table.port() + " of "
                                            + table.node().label())
                                    .toList()));
        }
        return run.succeeded() ? 0 : FAILED;
    }
}
