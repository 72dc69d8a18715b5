// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.FlowException;

/**
 * A table as it stands in a CSV file: texts by column, null where a cell is missing, which in the file is an empty cell or NA.
 * What is given to a generator and comes back from it.
 *
 * @param names of the columns, each once
 * @param cells by column, [columns][rows]
 */
public record TextTable(List<String> names, String[][] cells) {
    private static final String NOT_AVAILABLE = "NA";

    public TextTable {
        names = List.copyOf(names);
        if (cells.length != names.size() || cells.length == 0) {
            throw new IllegalArgumentException(names.size() + " columns are named, but " + cells.length + " given");
        }
    }

    /** @throws FlowException when there is no such file, it has no rows, a name comes twice, or a line has another number of cells */
    public static TextTable read(Path csv) throws IOException {
        require(Files.isRegularFile(csv), "There is no file " + csv + ".", "Name a CSV file.");
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv)) {
            List<String> names = List.of();
            List<String[]> rows = new ArrayList<>();
            for (CsvRecord record : records) {
                String[] row = record.getFields().stream().map(String::strip).toArray(String[]::new);
                if (names.isEmpty()) {
                    names = List.of(row);
                    Set<String> once = new HashSet<>(names);
                    require(once.size() == names.size(), csv + " has two columns of one name.", "Rename one.");
                } else {
                    require(
                            row.length == names.size(),
                            "Line " + record.getStartingLineNumber() + " of " + csv + " has " + row.length
                                    + " cells where the header has " + names.size() + ".",
                            "Correct the line.");
                    rows.add(row);
                }
            }
            require(!rows.isEmpty(), csv + " has no rows.", "Give a file with a header and rows.");
            String[][] cells = new String[names.size()][rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                for (int c = 0; c < cells.length; c++) {
                    String text = rows.get(row)[c];
                    cells[c][row] = text.isEmpty() || text.equals(NOT_AVAILABLE) ? null : text;
                }
            }
            return new TextTable(names, cells);
        }
    }

    private static void require(boolean holds, String problem, String remedy) {
        if (!holds) {
            throw new FlowException(problem, remedy);
        }
    }

    public void write(Path csv) throws IOException {
        Files.createDirectories(csv.toAbsolutePath().getParent());
        try (CsvWriter writer = CsvWriter.builder().build(csv)) {
            writer.writeRecord(names);
            String[] line = new String[cells.length];
            for (int row = 0; row < rows(); row++) {
                for (int c = 0; c < line.length; c++) {
                    line[c] = cells[c][row];
                }
                writer.writeRecord(line);
            }
        }
    }

    public int rows() {
        return cells[0].length;
    }

    /** The given rows in the given order. */
    public TextTable select(int[] rows) {
        String[][] picked = new String[cells.length][rows.length];
        for (int c = 0; c < cells.length; c++) {
            for (int i = 0; i < rows.length; i++) {
                picked[c][i] = cells[c][rows[i]];
            }
        }
        return new TextTable(names, picked);
    }

    /** @throws FlowException when there is no such column */
    public String[] column(String name) {
        int place = names.indexOf(name);
        require(
                place >= 0,
                "The table has no column \"" + name + "\", only " + String.join(", ", names) + ".",
                "Give a table with the columns of the real rows.");
        return cells[place];
    }

    /** These columns in this order. */
    public TextTable choose(List<String> wanted) {
        return new TextTable(wanted, wanted.stream().map(this::column).toArray(String[][]::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextTable table && names.equals(table.names) && Arrays.deepEquals(cells, table.cells);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.deepHashCode(cells);
    }
}
