// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * The rows from which a map is found: n of the source and n of the target, drawn without replacement, and source rows beside them, at
 * which maps are compared.
 *
 * @param source [n, d]
 * @param target [n, d]
 * @param others [k, d]; noise of their own where the source is noise, else rows of the table that are not in the sample
 */
record MapRows(RowMatrix source, RowMatrix target, RowMatrix others) {
    private static final int STREAM = 3;
    private static final int MOST_OTHERS = 4_096;
    private static final int LEAST_SHARE_OF_OTHERS = 5; // of so many rows of a table one
    private static final int ENOUGH_OTHERS = 500;

    /** @throws FlowException when a table has too few rows */
    static MapRows of(Coupling coupling, TransportMapSettings settings, Monitor monitor) {
        KeyedRandom random = new KeyedRandom(settings.seed(), Purpose.METRIC, STREAM);
        int most = Math.min(settings.rows(), coupling.rows());
        if (coupling.source().isEmpty()) {
            int n = enough(most, "target");
            RowMatrix noise = SourceRows.unitNoise(coupling.space(), random, n + MOST_OTHERS, monitor);
            return new MapRows(
                    slice(noise, 0, n), drawn(coupling.target(), random, 0, 0, n), slice(noise, n, MOST_OTHERS));
        }
        RowMatrix table = coupling.source().get();
        int least = Math.min(ENOUGH_OTHERS, table.rows() / LEAST_SHARE_OF_OTHERS);
        int n = enough(Math.min(enough(most, "target"), table.rows() - least), "source");
        return new MapRows(
                drawn(table, random, 1, 0, n),
                drawn(coupling.target(), random, 0, 0, n),
                drawn(table, random, 1, n, Math.min(MOST_OTHERS, table.rows() - n)));
    }

    private static int enough(int rows, String side) {
        if (rows < TransportMapSettings.FEWEST_ROWS) {
            throw new FlowException(
                    "The " + side + " rows of the coupling are too few for a transport map: of " + rows
                            + " rows a plan can be made, but at least " + TransportMapSettings.FEWEST_ROWS
                            + " are needed.",
                    "Give Flow Coupling tables with more rows.");
        }
        return rows;
    }

    private static RowMatrix drawn(RowMatrix rows, KeyedRandom random, long order, int first, int count) {
        int[] chosen = Arrays.copyOfRange(random.permutation(rows.rows(), order), first, first + count);
        float[] drawn = new float[count * rows.columns()];
        rows.gather(chosen, 0, count, drawn);
        return RowMatrix.of(drawn, rows.columns());
    }

    /** The rows first .. first + count. */
    static RowMatrix slice(RowMatrix rows, int first, int count) {
        float[] slice = new float[count * rows.columns()];
        rows.copyRows(first, count, slice);
        return RowMatrix.of(slice, rows.columns());
    }

    /** n. */
    int rows() {
        return source.rows();
    }
}
