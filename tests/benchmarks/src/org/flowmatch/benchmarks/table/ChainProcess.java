// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flowmatch.benchmarks.race.Ours;

/** Runs the chain in a process of its own, so that heap and main memory are the chain's alone. */
final class ChainProcess {
    private ChainProcess() {}

    /**
     * @param heap the most heap of the process, such as 1g
     * @return what each node took, in order
     * @throws IOException when the process cannot be started or a node failed
     */
    static List<NodeUse> run(int rows, int solverSteps, String heap) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(rows, solverSteps, heap)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FLOWMATCH_HEAP", heap);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.onExit().join();
        List<NodeUse> uses = NodeUse.read(lines);
        if (process.exitValue() != 0) {
            throw new IOException("the chain of " + rows + " rows failed: " + String.join(" ", lines));
        }
        return uses;
    }

    private static List<String> command(int rows, int solverSteps, String heap) {
        List<String> command = Ours.command(List.of("-Xmx" + heap));
        command.addAll(List.of(
                TableBenchmark.NAME,
                TableBenchmark.HERE + "=true",
                TableBenchmark.ROWS + "=" + rows,
                TableBenchmark.SOLVER_STEPS + "=" + solverSteps,
                "check=true"));
        return command;
    }
}
