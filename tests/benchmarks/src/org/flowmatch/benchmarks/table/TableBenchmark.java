// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.flowmatch.benchmarks.Benchmark;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;

/**
 * A long table from KNIME's table to a trained model and as many sampled rows back into a table, node by node: wall time, heap
 * and main memory.
 */
public final class TableBenchmark implements Benchmark {
    /** Under which it is called. */
    public static final String NAME = "table";

    static final String ROWS = "rows";
    static final String SOLVER_STEPS = "solverSteps";
    static final String HERE = "here";

    private static final String HEAP = "heap";
    private static final double GIB = 1L << 30;
    private static final double MOST_RESIDENT = 3 * GIB;
    private static final double MORE_THAN_LINEAR = 1.2;

    @Override
    public String description() {
        return "rows of 20 mixed columns through coupling, path, learner (500 steps, batch 1,024, two layers of 64)"
                + " and sampler (as many rows) on the stand-in for KNIME, each number of rows in a process of its own\n"
                + "options: rows=100000,300000,1000000, solverSteps=10 (midpoint: two evaluations each), heap=1g (its"
                + " -Xmx)";
    }

    @Override
    public List<String> run(Options options, Journal journal, PrintStream out) throws IOException {
        options.requireKnown(ROWS, SOLVER_STEPS, HEAP, HERE);
        List<Integer> sizes = options.numbers(ROWS, "100000,300000,1000000");
        int solverSteps = options.number(SOLVER_STEPS, 10);
        if (options.flag(HERE)) {
            boolean executed = ChainRun.run(ChainWorkflow.options(sizes.get(0), solverSteps), out);
            return executed ? List.of() : List.of("a node failed");
        }
        String heap = options.text(HEAP, "1g");
        out.println("heap " + heap + "; heap MiB: the most while the node ran, garbage included; RSS MiB: the most main"
                + " memory of the process until the node's end; CPU s: of all its threads");
        out.println(NodeUse.header());
        List<List<NodeUse>> runs = new ArrayList<>();
        for (int rows : sizes) {
            List<NodeUse> run = ChainProcess.run(rows, solverSteps, heap);
            run.forEach(use -> out.println(use.row(rows)));
            runs.add(run);
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            memory(sizes.get(i), runs.get(i), missed);
        }
        if (runs.size() > 1) {
            growth(sizes, runs, out, missed);
        }
        return missed;
    }

    private static void memory(int rows, List<NodeUse> run, List<String> missed) {
        for (NodeUse use : run) {
            if (use.heap() >= GIB || use.resident() >= MOST_RESIDENT) {
                missed.add(String.format(
                        Locale.ROOT,
                        "%,d rows: %s took %.2f GiB of heap (less than 1 is allowed) and %.2f GiB of main memory (3)",
                        rows,
                        use.node(),
                        use.heap() / GIB,
                        use.resident() / GIB));
            }
        }
    }

    /** The nodes whose work is the rows; training takes the same number of steps for any table. */
    private static void growth(List<Integer> sizes, List<List<NodeUse>> runs, PrintStream out, List<String> missed) {
        int last = sizes.size() - 1;
        double ratio = (double) sizes.get(last) / sizes.get(0);
        for (Predicate<NodeUse> part : List.<Predicate<NodeUse>>of(
                use -> use.node().equals("Flow Coupling"), use -> use.node().equals("Flow Sampler"))) {
            NodeUse from = runs.get(0).stream().filter(part).findFirst().orElseThrow();
            NodeUse to = runs.get(last).stream().filter(part).findFirst().orElseThrow();
            String text = String.format(
                    Locale.ROOT,
                    "%s: %.1f times the rows take %.1f times the processor time",
                    to.node(),
                    ratio,
                    to.cpu() / from.cpu());
            out.println(text);
            if (to.cpu() / from.cpu() > MORE_THAN_LINEAR * ratio) {
                missed.add(text + ", more than linear growth");
            }
        }
    }
}
