// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.runner.NodeRun;
import org.flowmatch.runner.QuietListener;
import org.flowmatch.runner.RunSettings;
import org.flowmatch.runner.WorkflowRun;
import org.flowmatch.runner.WorkflowRunner;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/** Runs the workflows of the repository as {@code ./flowmatch run} does. */
public final class StoredWorkflow {
    private StoredWorkflow() {}

    /** The repository, from the system property or the folders above the working directory. */
    public static Path repository() {
        String named = System.getProperty("flowmatch.home");
        Path folder = named != null ? Path.of(named) : Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("tests/workflows"))) {
            folder = folder.getParent();
        }
        assertTrue(folder != null, "the folder tests/workflows is not above the working directory");
        return folder;
    }

    /** Runs a workflow of {@code tests/workflows}; every node must be executed. */
    static WorkflowRun run(String name, String... options) {
        WorkflowRun run = new WorkflowRunner(RunSettings.withOptions(options), new QuietListener())
                .run(repository().resolve("tests/workflows").resolve(name));
        for (NodeRun node : run.nodes()) {
            System.out.printf(
                    "%-24s %-10s %6.1f s %s %s%n",
                    node.label(),
                    node.state(),
                    node.duration().toMillis() / 1000.0,
                    node.warnings(),
                    node.failure().map(Object::toString).orElse(""));
        }
        assertTrue(run.succeeded(), name + " did not run to its end");
        return run;
    }

    /** The numbers of a table, [rows, columns]. */
    static RowMatrix rows(BufferedDataTable table) {
        int columns = table.getDataTableSpec().getNumColumns();
        float[] values = new float[Math.toIntExact(table.size()) * columns];
        int i = 0;
        for (DataRow row : table) {
            for (int column = 0; column < columns; column++) {
                values[i++] = (float) ((DoubleValue) row.getCell(column)).getDoubleValue();
            }
        }
        return RowMatrix.of(values, columns);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
