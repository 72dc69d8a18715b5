// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Encoded source and target rows and the law that joins them.
 *
 * @param target [n, d], with the coordinates of the encoding
 * @param source [m, d]; empty for standard normal noise in encoded space. Paired and reflow couplings have one, with m = n
 */
public record Coupling(
        CouplingSettings settings, TableEncoding encoding, RowMatrix target, Optional<RowMatrix> source, long seed) {

    public Coupling {
        Objects.requireNonNull(settings, "settings");
        int columns = encoding.dimensions();
        if (target.columns() != columns || source.stream().anyMatch(rows -> rows.columns() != columns)) {
            throw new IllegalArgumentException(
                    "the rows of a coupling must have the encoding's " + columns + " columns");
        }
        requireRows(target.rows(), TableRole.TARGET);
        source.ifPresent(rows -> requireRows(rows.rows(), TableRole.SOURCE));
        if (aligned(settings)) {
            if (source.isEmpty()) {
                throw new FlowException(
                        "A paired coupling needs a source table.",
                        "Connect one, or choose the independent or the optimal transport coupling.");
            }
            PairedRows.requireSameLength(target.rows(), source.get().rows());
        }
    }

    /**
     * Fits the encoding on the target table and encodes both tables.
     *
     * @param source the source rows, for a paired coupling in the order of the target; empty for Gaussian noise
     * @throws FlowException for tables that are too short, lack columns, have unusable cells or cannot be paired
     */
    public static Coupling fit(
            CouplingSettings settings,
            NumericTable target,
            Optional<NumericTable> source,
            EncodingSettings encodingSettings,
            long seed,
            Monitor monitor) {
        if (aligned(settings) && source.isPresent()) {
            PairedRows.requireSameLength(target.rows(), source.get().rows());
        }
        TableEncoding encoding = TableEncoding.fit(target, encodingSettings, monitor.part(0, 0.4));
        if (source.isPresent()) {
            encoding.requireColumns(source.get().columns(), TableRole.SOURCE);
            requireRows(source.get().rows(), TableRole.SOURCE);
        }
        RowMatrix targetRows = encoding.encode(target, TableRole.TARGET, monitor.part(0.4, 0.7));
        Optional<RowMatrix> sourceRows =
                source.map(table -> encoding.encode(table, TableRole.SOURCE, monitor.part(0.7, 1)));
        return new Coupling(settings, encoding, targetRows, sourceRows, seed);
    }

    /** The number d of coordinates of a row. */
    public int columns() {
        return target.columns();
    }

    /** The number n of target rows. */
    public int rows() {
        return target.rows();
    }

    /** The law of the source rows: those of a reflow are rows here, but of the law that its model started from. */
    public SourceLaw sourceLaw() {
        if (settings instanceof CouplingSettings.Reflow reflow) {
            return reflow.source();
        }
        return source.isPresent() ? SourceLaw.TABLE : SourceLaw.GAUSSIAN;
    }

    /** Whether source row i belongs to target row i. */
    public boolean aligned() {
        return aligned(settings);
    }

    /** What a user should know about how the settings meet these rows; mostly nothing. */
    public List<String> notes() {
        if (settings instanceof CouplingSettings.OptimalTransport transport && transport.batchSize() > rows()) {
            return List.of("The batch size of optimal transport is " + transport.batchSize()
                    + ", but the target table has " + rows() + " rows: batches of " + rows() + " rows are used.");
        }
        return List.of();
    }

    /**
     * The pairs that target rows of this choice take part in. Each target row comes once per epoch, in random order.
     *
     * @param targetRows rows of the target, from 0; for instance without those held back for validation
     * @param sourceScale standard deviation of the Gaussian source; rows of a table are taken as they are
     * @param seed of orders and noise
     */
    public PairStream open(int[] targetRows, double sourceScale, long seed, PairUse use) {
        if (targetRows.length == 0) {
            throw new IllegalArgumentException("no target rows are chosen");
        }
        for (int row : targetRows) {
            Objects.checkIndex(row, rows());
        }
        PairDraw draw = new PairDraw(this, targetRows.clone(), sourceScale, seed, use);
        if (settings instanceof CouplingSettings.OptimalTransport transport) {
            return new TransportPairs(draw, Math.min(transport.batchSize(), targetRows.length));
        }
        return new DrawnPairs(draw);
    }

    private static boolean aligned(CouplingSettings settings) {
        return settings instanceof CouplingSettings.Paired || settings instanceof CouplingSettings.Reflow;
    }

    private static void requireRows(int rows, TableRole role) {
        if (rows < 2) {
            throw new FlowException(
                    "The " + role.label() + " has " + (rows == 0 ? "no rows" : "only one row") + ".",
                    "A distribution needs at least two rows: give a table with more.");
        }
    }
}
