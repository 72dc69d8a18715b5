// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.runner.NodeRun;
import org.flowmatch.runner.NodeState;
import org.flowmatch.runner.QuietListener;
import org.flowmatch.runner.RunSettings;
import org.flowmatch.runner.WorkflowRun;
import org.flowmatch.runner.WorkflowRunner;

/** Runs the chain in this process and prints what each node took. */
final class ChainRun extends QuietListener {
    private final PrintStream out;
    private double began;

    private ChainRun(PrintStream out) {
        this.out = out;
    }

    /**
     * @param options of the runner
     * @return whether every node was executed
     */
    static boolean run(List<String> options, PrintStream out) throws IOException {
        Path workflow = Files.createTempDirectory("flow-table-");
        try {
            ChainWorkflow.write(workflow);
            WorkflowRunner runner = new WorkflowRunner(
                    RunSettings.withOptions(options.toArray(String[]::new)),
                    new ChainRun(out),
                    ChainWorkflow.INSTALLED);
            try (WorkflowRun run = runner.run(workflow)) {
                return run.succeeded();
            }
        } finally {
            try (Stream<Path> files = Files.walk(workflow)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    @Override
    public void nodeStarted(NodeRun node) {
        MemoryUse.forgetPeakHeap();
        began = processorSeconds();
    }

    /** Of the whole process so far. */
    private static double processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    @Override
    public void nodeEnded(NodeRun node) {
        MemoryUse use = MemoryUse.now();
        if (node.state() == NodeState.EXECUTED) {
            out.println(new NodeUse(
                            node.label().replaceAll(" #\\d+$", ""),
                            node.duration().toNanos() / 1e9,
                            processorSeconds() - began,
                            use.peakHeap(),
                            use.peakResident().orElse(0))
                    .line());
        }
        node.failure().ifPresent(failure -> out.println(node.label() + ": " + failure.text()));
    }
}
