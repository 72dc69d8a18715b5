// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowMatrixTest {
    @TempDir
    Path folder;

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i * 0.37f - 5;
        }
        return numbers;
    }

    private Path file(float[] rows, int columns) {
        Path file = folder.resolve("matrix.rows");
        try (RowMatrixWriter writer = new RowMatrixWriter(file, columns)) {
            writer.append(rows, rows.length / columns);
            writer.finish();
        }
        return file;
    }

    private static void requireEqual(float[] expected, int columns, RowMatrix actual) {
        assertEquals(columns, actual.columns());
        assertEquals(expected.length / columns, actual.rows());
        assertArrayEquals(expected, actual.toArray());
        int last = actual.rows() - 1;
        assertEquals(expected[expected.length - 1], actual.get(last, columns - 1));
        float[] gathered = new float[2 * columns];
        actual.gather(new int[] {9, last, 1}, 1, 2, gathered);
        for (int k = 0; k < columns; k++) {
            assertEquals(expected[last * columns + k], gathered[k]);
            assertEquals(expected[columns + k], gathered[columns + k]);
        }
    }

    @Test
    void onTheHeap() {
        requireEqual(numbers(60), 3, RowMatrix.of(numbers(60), 3));
        assertThrows(IllegalArgumentException.class, () -> RowMatrix.of(numbers(61), 3));
        assertThrows(IllegalArgumentException.class, () -> RowMatrix.of(numbers(60), 0));
    }

    @Test
    void readFromAFile() {
        requireEqual(numbers(50_000), 5, RowMatrix.open(file(numbers(50_000), 5)));
    }

    @Test
    void readAsItIsAskedFor() {
        requireEqual(numbers(50_000), 5, RowMatrix.inFile(file(numbers(50_000), 5)));
    }

    @Test
    void rowsLongerThanWhatIsReadAtOnce() {
        requireEqual(numbers(400_000), 20_000, RowMatrix.inFile(file(numbers(400_000), 20_000)));
    }

    @Test
    void rowsThatAreNotThere() {
        RowMatrix rows = RowMatrix.inFile(file(numbers(60), 3));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.get(20, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.copyRow(-1, new float[3], 0));
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        float[] numbers = numbers(50_000);
        RowMatrix rows = RowMatrix.inFile(file(numbers, 5));
        boolean allEqual = IntStream.range(0, 10_000).parallel().allMatch(row -> {
            float[] copied = new float[5];
            rows.copyRow(row, copied, 0);
            return Arrays.equals(copied, Arrays.copyOfRange(numbers, 5 * row, 5 * row + 5));
        });
        assertTrue(allEqual);
    }

    @Test
    void noRows() {
        assertEquals(0, RowMatrix.open(file(new float[0], 4)).rows());
        assertEquals(0, RowMatrix.inFile(file(new float[0], 4)).rows());
    }

    @Test
    void openedInAnInterruptedThread() {
        Path file = file(numbers(60), 3);
        Thread.currentThread().interrupt();
        try {
            requireEqual(numbers(60), 3, RowMatrix.inFile(file));
            requireEqual(numbers(60), 3, RowMatrix.open(file));
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt must still be seen by the caller");
        }
    }
}
