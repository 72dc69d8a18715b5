// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a model of a table is trained for, beside making rows, and how well it does it. */
public interface TableTask {
    /** What is done, and with which table. */
    String label();

    /**
     * Trains a model and measures what it does.
     *
     * @param folder with the tables
     * @param minutes that it may train
     */
    List<Figure> measure(Path folder, long seed, double minutes) throws IOException;
}
