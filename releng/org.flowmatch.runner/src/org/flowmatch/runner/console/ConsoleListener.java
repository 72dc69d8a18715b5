// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.console;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.runner.NodeRun;
import org.flowmatch.runner.RunListener;
import org.knime.core.node.BufferedDataTable;

/** Prints a run: one progress line per node, warnings and errors with the node's name below it. */
public final class ConsoleListener implements RunListener {
    private final PrintStream out;
    private final PrintStream err;
    private final ProgressLine line;
    private final boolean stackTraces;
    private final boolean memory;
    private final Set<Integer> begun = new HashSet<>();

    /**
     * @param out receives the progress
     * @param err receives warnings and errors
     * @param line draws the progress on out
     * @param stackTraces whether an error shows where in the program it came from
     * @param memory whether the memory that was in use is shown with the time of each node
     */
    public ConsoleListener(PrintStream out, PrintStream err, ProgressLine line, boolean stackTraces, boolean memory) {
        this.out = out;
        this.err = err;
        this.line = line;
        this.stackTraces = stackTraces;
        this.memory = memory;
    }

    @Override
    public void started(List<NodeRun> order) {
        out.println("Running " + order.size() + (order.size() == 1 ? " node" : " nodes"));
    }

    @Override
    public void nodeStarted(NodeRun node) {
        begun.add(node.id());
        if (memory) {
            MemoryUse.forgetPeakHeap();
        }
        line.start(node.label());
    }

    @Override
    public void nodeProgress(NodeRun node, double fraction, String message) {
        line.update(fraction, message);
    }

    @Override
    public void nodeEnded(NodeRun node) {
        String time = ProgressLine.time(node.duration().toNanos() / 1e9);
        switch (node.state()) {
            case EXECUTED -> line.end("done in " + time + rows(node));
            case CANCELLED -> line.end("cancelled after " + time);
            case FAILED -> failed(node, time);
            default -> out.println(node.label() + ": not executed");
        }
        if (memory && begun.contains(node.id())) {
            out.println("  " + MemoryUse.now().text());
        }
        out.flush();
        for (String warning : node.warnings()) {
            err.println("  Warning, " + node.label() + ": " + indented(warning));
        }
        node.failure().ifPresent(failure -> {
            err.println("  Error, " + node.label() + ": " + indented(failure.text()));
            if (stackTraces) {
                failure.cause().printStackTrace(err);
            }
        });
        err.flush();
    }

    private void failed(NodeRun node, String time) {
        if (begun.contains(node.id())) {
            line.end("failed after " + time);
        } else {
            out.println(node.label() + ": cannot be executed with these settings");
        }
    }

    @Override
    public void warning(String text) {
        err.println("Warning: " + text);
    }

    private static String rows(NodeRun node) {
        StringJoiner tables = new StringJoiner(", ", ": ", "").setEmptyValue("");
        for (var output : node.outputs()) {
            if (output instanceof BufferedDataTable table) {
                tables.add(String.format(Locale.ROOT, table.size() == 1 ? "%,d row" : "%,d rows", table.size()));
            }
        }
        return tables.toString();
    }

    private static String indented(String text) {
        return text.strip().replace("\n", "\n    ");
    }
}
