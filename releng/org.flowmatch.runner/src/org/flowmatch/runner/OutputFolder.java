// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.runner.csv.CsvFile;

/** A folder that receives a run's unconnected output tables as CSV files, named after node, id and port. */
public final class OutputFolder {
    private final Path folder;

    public OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is missing.
     *
     * @throws UsageException when that cannot be done
     */
    public void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException(
                    "The folder " + folder + " of --out cannot be made: " + e.getMessage() + ".",
                    "Name a folder that can be written to.",
                    e);
        }
    }

    /**
     * Writes the tables.
     *
     * @return the files
     * @throws RunnerException when one cannot be written
     */
    public List<Path> write(List<WorkflowRun.LooseTable> tables) {
        List<Path> files = new ArrayList<>();
        for (WorkflowRun.LooseTable table : tables) {
            Path file = folder.resolve(name(table));
            try {
                new CsvFile(file).write(table.table());
            } catch (IOException e) {
                throw new RunnerException(
                        String.valueOf(e.getMessage()), "Free some space, or name another folder with --out.", e);
            }
            files.add(file);
        }
        return files;
    }

    /** "flow-sampler-5-port-1.csv" for port 1 of Flow Sampler #5. */
    static String name(WorkflowRun.LooseTable table) {
        String words = table.node().label().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return words.replaceAll("^-|-$", "") + "-port-" + table.port() + ".csv";
    }
}
