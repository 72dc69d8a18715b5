// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.score.LogDensities;
import org.flowmatch.engine.score.Synthetic;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * The tables to be compared, read.
 *
 * @param real the real training rows, named by their row IDs
 * @param synthetic each synthetic table
 * @param rowIds of the rows of each synthetic table
 * @param heldBack real rows that were held back
 */
record ScorerTables(ReadTable real, List<Synthetic> synthetic, List<List<String>> rowIds, Optional<Table> heldBack) {
    /** More are no comparison. */
    private static final int MOST_TABLES = 20;

    /** The name of a table that is alone. */
    private static final String ALONE = "synthetic";

    /** @throws FlowException naming the column and row of a cell that cannot be used, or when there are too many tables */
    static ScorerTables read(
            BufferedDataTable real,
            BufferedDataTable synthetic,
            Optional<BufferedDataTable> heldBack,
            ComparedColumns columns,
            Optional<String> origin,
            Monitor monitor) {
        ReadTable first = reader(real, columns, TableRole.REAL).withRowKeys().read(monitor.part(0, 0.4));
        ReadTable made =
                reader(synthetic, columns, TableRole.SYNTHETIC).withRowKeys().read(monitor.part(0.4, 0.7));
        Optional<Table> others = heldBack.map(table -> reader(table, columns, TableRole.HELD_BACK)
                .read(monitor.part(0.8, 1))
                .values());
        Map<String, List<Integer>> groups =
                groups(synthetic, origin, made.rows().rows(), monitor.part(0.7, 0.8));
        List<Synthetic> tables = new ArrayList<>();
        List<List<String>> rowIds = new ArrayList<>();
        groups.forEach((name, rows) -> {
            int[] chosen = rows.stream().mapToInt(Integer::intValue).toArray();
            tables.add(Synthetic.of(name, made.values().select(chosen)));
            rowIds.add(rows.stream().map(made.names()::get).toList());
        });
        return new ScorerTables(first, tables, rowIds, others);
    }

    /** The synthetic tables with what is known of the one model that made them. */
    List<Synthetic> synthetic(Optional<LogDensities> densities) {
        return synthetic.stream()
                .map(one -> new Synthetic(one.name(), one.table(), densities))
                .toList();
    }

    private static TableReader reader(BufferedDataTable table, ComparedColumns columns, TableRole role) {
        return new TableReader(table, columns.columns(), role).withGaps();
    }

    /** The rows of each synthetic table, in the order in which their names come. */
    private static Map<String, List<Integer>> groups(
            BufferedDataTable table, Optional<String> origin, int rows, Monitor monitor) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        if (origin.isEmpty()) {
            List<Integer> all = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                all.add(row);
            }
            groups.put(ALONE, all);
            return groups;
        }
        int place = table.getDataTableSpec().findColumnIndex(origin.get());
        try (CloseableRowIterator iterator = table.iterator()) {
            for (int row = 0; iterator.hasNext(); row++) {
                DataRow next = iterator.next();
                monitor.check();
                groups.computeIfAbsent(next.getCell(place).toString(), name -> new ArrayList<>())
                        .add(row);
                if (groups.size() > MOST_TABLES) {
                    throw new FlowException(
                            "The column of the origin has more than " + MOST_TABLES + " different values.",
                            "Choose the column that names the table a row belongs to, or compare fewer tables.");
                }
            }
        }
        return groups;
    }
}
