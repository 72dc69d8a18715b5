// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;

/** Parts of one real table are no synthetic tables of each other. */
class AdultTest {
    private static final int ROWS = 1_000;

    @Test
    void everyFigureOfRealRowsSitsAtItsFloor() throws IOException {
        Path file = Path.of(System.getProperty("flowmatch.shared", "../../../shared"), "data", "adult-train.csv");
        assumeTrue(Files.isReadable(file), "skipped: shared/data/adult-train.csv is not there");
        Table adult = read(file, 3 * ROWS);
        TableScore score = TableScore.of(
                part(adult, 0),
                List.of(Synthetic.of("a third of adult", part(adult, 1))),
                Optional.of(part(adult, 2)),
                SmallEffort.settings("income", "race", "age"),
                Monitor.none());
        SyntheticScore real = score.tables().get(0);
        assertEquals(List.of(), real.verdict().alarms());
        assertEquals(Grade.GOOD, real.verdict().quality(), real.verdict().ofQuality());
        assertEquals(Grade.GOOD, real.verdict().privacy(), real.verdict().ofPrivacy());
        real.measures().forEach(TableScoreTest::assertAtFloor);
        // education and education-num are one column twice
        assertTrue(real.rules().stream()
                .anyMatch(rule -> rule.rule().text().equals("\"education\" determines \"education-num\"")));
    }

    private static Table part(Table table, int which) {
        int[] rows = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = 3 * i + which;
        }
        return table.select(rows);
    }

    /** A column is one of numbers when its first cell is. */
    private static Table read(Path file, int rows) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",");
        String[] first = lines.get(1).split(",", -1);
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 0; c < names.length; c++) {
            boolean number = Character.isDigit(first[c].charAt(0));
            columns.add(new ColumnInfo(names[c], number ? ColumnKind.INT : ColumnKind.TEXT));
        }
        Table.Builder builder = Table.builder(columns);
        for (String line : lines.subList(1, rows + 1)) {
            String[] cells = line.split(",", -1);
            double[] row = new double[cells.length];
            for (int c = 0; c < row.length; c++) {
                row[c] = cells[c].isBlank()
                        ? Double.NaN
                        : columns.get(c).kind().numeric()
                                ? Double.parseDouble(cells[c])
                                : builder.dictionary(c).code(cells[c]);
            }
            builder.add(row);
        }
        return builder.build();
    }
}
