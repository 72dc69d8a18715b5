// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.transportmap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.table.KnownValues;
import org.flowmatch.knime.table.LeftOutColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.OutputColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The source rows that a map pushes: those of a table, of the coupling's source table, or noise.
 *
 * @param rows in encoded units [n, d]
 * @param key row ID by row
 */
record PushedRows(RowMatrix rows, IntFunction<String> key) {

    /** Refuses a table for a coupling whose source is noise, and one without the coupling's columns. */
    static void check(FlowCouplingPortObjectSpec coupling, DataTableSpec table) {
        if (coupling.source() == SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The source of the coupling is Gaussian noise, so that a table holds no source rows to push.",
                    "Remove the table of source rows, or give Flow Coupling a source table.");
        }
        ModelledColumns.require(table, coupling.columns(), TableRole.SOURCE);
    }

    /** What to say about the columns of a table that are not taken from it. */
    static Optional<String> leftOut(FlowCouplingPortObjectSpec coupling, DataTableSpec table) {
        return LeftOutColumns.unknownToModel(table, new HashSet<>(ModelledColumns.names(coupling.columns())));
    }

    static PushedRows of(BufferedDataTable table, Coupling coupling, Monitor monitor) {
        ReadTable read = new TableReader(table, coupling.encoding().columns(), TableRole.SOURCE)
                .withRowKeys()
                .read(monitor.part(0, 0.7));
        List<String> keys = read.names();
        return new PushedRows(
                coupling.encoding().encode(read.values(), TableRole.SOURCE, monitor.part(0.7, 1)), keys::get);
    }

    /** @param count the number of rows of noise */
    static PushedRows of(Coupling coupling, int count, long seed, Monitor monitor) {
        RowMatrix rows = coupling.source()
                .filter(table -> coupling.sourceLaw() == SourceLaw.TABLE)
                .orElseGet(() -> SourceRows.unitNoise(coupling.space(), count, seed, monitor));
        return new PushedRows(rows, row -> "Row" + row);
    }

    /** @param context null at configure time */
    static OutputColumns columns(FlowCouplingPortObjectSpec coupling, ExecutionContext context) {
        return OutputColumns.of(coupling.columns(), coupling.types(), context);
    }

    /**
     * The table of pushed rows, in original units.
     *
     * @param arrived whether they are at the target, whose observed range then limits them
     */
    BufferedDataTable write(
            RowMatrix pushed,
            boolean arrived,
            TableEncoding encoding,
            OutputColumns columns,
            ExecutionContext context,
            Monitor monitor) {
        OutputColumns known = columns.withDomains(KnownValues.of(encoding));
        try (TableWriter writer = new TableWriter(known.spec(), context, pushed.rows(), monitor).withColumns(known)) {
            int[] first = {0};
            encoding.decode(pushed, arrived && encoding.settings().limitToObserved(), monitor, part -> {
                writer.append(part, first[0], key, row -> List.of(), row -> List.of());
                first[0] += part.rows();
            });
            return writer.finish();
        }
    }
}
