// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.file.ProcessFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of which blocks lie in a temporary file hold the same cells as those in memory. */
class LargeTableTest {
    private static final int COLUMNS = 64;
    // two blocks of 2^19 / 64 rows in the file, the rest in memory
    private static final int ROWS = 20_000;
    private static final List<ColumnInfo> INFOS = IntStream.range(0, COLUMNS)
            .mapToObj(c -> new ColumnInfo("c" + c, ColumnKind.DOUBLE))
            .toList();

    private static double cell(int row, int column) {
        return Math.sin(row * 64.0 + column);
    }

    private static Table table(long mostCells) {
        Table.Builder builder = Table.builder(INFOS).inMemory(mostCells);
        double[] row = new double[COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                row[c] = cell(r, c);
            }
            builder.add(row);
        }
        return builder.build();
    }

    private static Set<Path> temporaryFiles() throws Exception {
        try (Stream<Path> files = Files.list(ProcessFolder.temporary())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".cells"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void cellsOfTheFileAndOfMemoryAreThoseThatWereAdded() throws Exception {
        Set<Path> before = temporaryFiles();
        try (Table large = table(1000)) {
            Set<Path> own = temporaryFiles();
            own.removeAll(before);
            assertEquals(1, own.size());
            assertEquals(ROWS, large.rows());
            for (int row : new int[] {0, 1, 8191, 8192, 16_383, 16_384, ROWS - 1}) {
                assertEquals(cell(row, 5), large.get(row, 5));
            }
            assertArrayEquals(
                    IntStream.range(0, ROWS).mapToDouble(row -> cell(row, 63)).toArray(), large.column(63));
            double[] part = new double[17_000];
            large.copy(7, 1000, part.length, part);
            assertArrayEquals(
                    IntStream.range(1000, 18_000)
                            .mapToDouble(row -> cell(row, 7))
                            .toArray(),
                    part);
        }
        assertEquals(before, temporaryFiles());
    }

    /** KNIME sets the property whenever its preference changes. */
    @Test
    void theFileIsInTheTemporaryFolderThatIsSetNow(@TempDir Path folder) throws Exception {
        String before = System.setProperty("java.io.tmpdir", folder.toString());
        try (Table large = table(1000)) {
            assertEquals(cell(3, 4), large.get(3, 4));
            assertEquals(1, temporaryFiles().size());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void anEncodingDoesNotDependOnWhereTheCellsAre() {
        try (Table large = table(1000);
                Table small = table(Long.MAX_VALUE)) {
            TableEncoding encoding = TableEncoding.fit(large, EncodingSettings.defaults(), Monitor.none());
            assertEquals(TableEncoding.fit(small, EncodingSettings.defaults(), Monitor.none()), encoding);
            assertArrayEquals(
                    encoding.encode(small, TableRole.TARGET, Monitor.none()).toArray(),
                    encoding.encode(large, TableRole.TARGET, Monitor.none()).toArray());
        }
    }

    @Test
    void anUnusableCellOfTheFileIsNamed() {
        Table.Builder builder = Table.builder(INFOS).inMemory(1000);
        double[] row = new double[COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            row[3] = r == 9000 ? Double.NaN : r;
            row[9] = r == 20 ? Double.NaN : r;
            builder.add(row);
        }
        try (Table broken = builder.build()) {
            FlowException e = assertThrows(
                    FlowException.class, () -> TableEncoding.fit(broken, EncodingSettings.defaults(), Monitor.none()));
            assertEquals("In column \"c3\" of the target table, row 9001 is missing, NaN or infinite.", e.problem());
        }
    }

    @Test
    void readingAClosedTableSaysWhatIsMissing() {
        Table large = table(1000);
        large.close();
        FlowException e = assertThrows(FlowException.class, () -> large.column(0));
        assertTrue(e.problem().startsWith("The temporary file "), e.problem());
        assertTrue(e.remedy().contains("execute again"), e.remedy());
    }
}
