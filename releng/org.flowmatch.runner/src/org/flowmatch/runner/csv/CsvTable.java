// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Quoted;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;

/**
 * The columns of a CSV file, guessed from its first rows as KNIME does: the narrowest of whole number (32, then 64 bit),
 * number and text that reads every value; a column without any value is text. A column without a name is called
 * "Column" and its index from 0; a name that comes twice gets " (#1)", " (#2)", ...
 *
 * @param names names of the columns
 * @param kinds kinds of the columns
 * @param scanned number of rows that the kinds were guessed from
 * @param doubt what makes it doubtful that the file was meant to be read so
 */
record CsvTable(List<String> names, List<CellKind> kinds, long scanned, Optional<String> doubt) {

    /** Stops a long look at a file by throwing. */
    interface Alive {
        void check() throws CanceledExecutionException;
    }

    /** Guesses the columns of a file. */
    static CsvTable guess(CsvReadSettings settings, CsvSource source, Alive alive)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        try (CsvRows rows = new CsvRows(settings, source)) {
            CsvRow header = settings.header() ? rows.next() : null;
            if (settings.header() && header == null) {
                throw new IOException(
                        "The file " + source.shown() + " is empty: the line with the column names is missing.");
            }
            int first = settings.rowIds() ? 1 : 0;
            int named = header == null ? 0 : Math.max(0, header.cells().length - first);
            List<CellKind> kinds = new ArrayList<>();
            long seen = 0;
            long scanned = 0;
            Optional<String> doubt = Optional.empty();
            long most = Math.min(
                    settings.scanRows().orElse(Long.MAX_VALUE),
                    settings.maxRows().orElse(Long.MAX_VALUE));
            for (CsvRow row = rows.next(); row != null && scanned < most; row = rows.next()) {
                if (seen++ % 1000 == 0) {
                    alive.check();
                }
                if (seen <= settings.skipRows() || (settings.skipEmptyRows() && row.isEmpty())) {
                    continue;
                }
                // the first row may be longer than the header: such columns have no names
                int longest = scanned == 0 ? row.cells().length - first : kinds.size();
                checkLength(row, first, Math.max(named, longest), settings, source.shown());
                if (header != null && scanned == 0 && longest > named) {
                    doubt = Optional.of(longer(row, header, first, settings, source.shown()));
                }
                widen(kinds, row, first, settings.numbers());
                scanned++;
            }
            if (header != null && seen == 0) {
                doubt = Optional.of("The file " + source.shown() + " has no rows, only the names of its columns.");
            }
            while (kinds.size() < named) {
                kinds.add(null);
            }
            kinds.replaceAll(kind -> kind == null ? CellKind.STRING : kind);
            return new CsvTable(names(header, first, kinds.size()), List.copyOf(kinds), scanned, doubt);
        }
    }

    private static String longer(CsvRow row, CsvRow header, int first, CsvReadSettings settings, String shown) {
        int unnamed = Math.max(first, header.cells().length) - first;
        return "Line " + row.line() + " of " + shown + " has " + row.cells().length
                + " cells, the line with the names of"
                + " the columns only " + header.cells().length + ": columns without a name are called 'Column" + unnamed
                + "' and so on. If that is not meant, correct the column delimiter (now '"
                + settings.format().delimiter() + "').";
    }

    private static void checkLength(CsvRow row, int first, int expected, CsvReadSettings settings, String shown)
            throws IOException {
        int present = row.cells().length - first;
        if (present > expected || (present < expected && !settings.shortRows())) {
            throw new IOException("Line " + row.line() + " of " + shown + " has " + row.cells().length
                    + " cells where " + (expected + first) + " are expected. Correct the line, or the column delimiter"
                    + " (now '" + settings.format().delimiter() + "')"
                    + (present < expected ? ", or allow short rows (support_short_data_rows)." : "."));
        }
    }

    private static void widen(List<CellKind> kinds, CsvRow row, int first, NumberText numbers) {
        for (int i = first; i < row.cells().length; i++) {
            if (kinds.size() <= i - first) {
                kinds.add(null);
            }
            String text = row.cells()[i];
            CellKind kind = kinds.get(i - first);
            if (text != null && kind != CellKind.STRING) {
                kinds.set(i - first, (kind == null ? CellKind.INT : kind).widenedFor(text, numbers));
            }
        }
    }

    private static List<String> names(CsvRow header, int first, int count) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String given = header == null || i + first >= header.cells().length ? null : header.cells()[i + first];
            String wanted = given == null ? "Column" + i : given;
            String name = wanted;
            for (int again = 1; !taken.add(name); again++) {
                name = wanted + " (#" + again + ")";
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** The table's spec in KNIME's terms. */
    DataTableSpec spec(String tableName) {
        DataTableSpec spec = new DataTableSpec(
                tableName,
                names.toArray(new String[0]),
                kinds.stream().map(CellKind::type).toArray(DataType[]::new));
        return scanned > 0 ? spec : withoutValues(spec);
    }

    /** Lets later nodes know that the columns are texts because there is no row, not because of what stands in them. */
    private static DataTableSpec withoutValues(DataTableSpec spec) {
        DataColumnSpec[] columns = spec.stream()
                .map(column -> {
                    DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
                    creator.setDomain(new DataColumnDomainCreator(Set.<DataCell>of()).createDomain());
                    return creator.createSpec();
                })
                .toArray(DataColumnSpec[]::new);
        return new DataTableSpec(spec.getName(), columns);
    }

    /**
     * The cells of a row.
     *
     * @param first 1 when the first cell is the row's id
     * @throws IOException when the row has too many or too few cells or a value that is not of its column's kind; the
     *     message names the line
     */
    DataCell[] cells(CsvRow row, int first, CsvReadSettings settings, String shown) throws IOException {
        checkLength(row, first, names.size(), settings, shown);
        int present = row.cells().length - first;
        DataCell[] cells = new DataCell[names.size()];
        for (int i = 0; i < cells.length; i++) {
            String text = i < present ? row.cells()[i + first] : null;
            try {
                cells[i] =
                        text == null ? DataType.getMissingCell() : kinds.get(i).cell(text, settings.numbers());
            } catch (NumberFormatException e) {
                throw new IOException(
                        "Line " + row.line() + " of " + shown + ", column '" + names.get(i) + "': '" + Quoted.cut(text)
                                + "' is not " + kinds.get(i).words() + ", as the first " + scanned
                                + " rows were. Let all rows decide on the types (turn off limit_data_rows_scanned).",
                        e);
            }
        }
        return cells;
    }
}
