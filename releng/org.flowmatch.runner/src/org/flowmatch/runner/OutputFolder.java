// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.runner.csv.CsvFile;

/** A folder that receives a run's unconnected output tables as CSV files, named after node, id and port. */
public final class OutputFolder {
    private final Path folder;

    public OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is missing, and tries whether files can be written into it.
     *
     * @throws UsageException when that cannot be done
     */
    public void create() {
        String remedy = "Name a folder that can be written to.";
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException(
                    "The folder " + folder + " of --out cannot be made: " + IoReason.of(e) + ".", remedy, e);
        }
        try {
            new AtomicFile(folder.resolve("table.csv")).close();
        } catch (IOException e) {
            throw new UsageException(
                    "The folder " + folder + " of --out cannot be written to: " + IoReason.of(e) + ".", remedy, e);
        }
    }

    /**
     * Writes the tables; one that cannot be written does not keep the others from it.
     *
     * @param written is told each file
     * @throws RunnerException when some could not be written; the message names them
     */
    public void write(List<WorkflowRun.LooseTable> tables, Consumer<Path> written) {
        List<String> problems = new ArrayList<>();
        for (WorkflowRun.LooseTable table : tables) {
            Path file = folder.resolve(name(table));
            try {
                new CsvFile(file).write(table.table());
                written.accept(file);
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new RunnerException(
                    String.join("\n", problems), "Free some space, or name another folder with --out.");
        }
    }

    /** "flow-sampler-5-port-1.csv" for port 1 of Flow Sampler #5. */
    static String name(WorkflowRun.LooseTable table) {
        String words = table.node().label().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return words.replaceAll("^-|-$", "") + "-port-" + table.port() + ".csv";
    }
}
