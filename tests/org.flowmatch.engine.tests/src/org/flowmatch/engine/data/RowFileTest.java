// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a user learns about files that are not whole. */
class RowFileTest {
    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("target.rows");
        try (RowMatrixWriter writer = new RowMatrixWriter(file, 3)) {
            writer.append(new float[300], 100);
            writer.finish();
        }
        whole = Files.readAllBytes(file);
    }

    private String problem(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        FlowException inFile = assertThrows(FlowException.class, () -> RowMatrix.inFile(file));
        FlowException read = assertThrows(FlowException.class, () -> RowMatrix.open(file));
        assertEquals(inFile.problem(), read.problem());
        assertTrue(read.problem().contains("target.rows"), read.problem());
        return read.problem();
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            String problem = problem(Arrays.copyOf(whole, length));
            assertTrue(problem.contains("truncated"), problem);
        }
    }

    @Test
    void longerThanItsRows() throws IOException {
        assertTrue(problem(Arrays.copyOf(whole, whole.length + 12)).contains("truncated or damaged"));
    }

    @Test
    void foreign() throws IOException {
        byte[] text = "x,y,z\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n".getBytes(StandardCharsets.UTF_8);
        assertTrue(problem(text).endsWith("is not a matrix of rows."));
    }

    @Test
    void laterVersion() throws IOException {
        whole[8] = 9;
        String problem = problem(whole);
        assertTrue(problem.contains("format version 9") && problem.contains("reads up to 1"), problem);
    }

    @Test
    void damagedColumnCount() throws IOException {
        whole[12] = 0;
        assertTrue(problem(whole).contains("damaged header"));
        whole[12] = 4;
        assertTrue(problem(whole).contains("damaged"));
    }

    @Test
    void aChangedCellIsNoticedWhenTheFileIsRead() throws IOException {
        whole[100] ^= 1;
        Files.write(file, whole);
        FlowException e = assertThrows(FlowException.class, () -> RowMatrix.open(file));
        assertTrue(e.problem().contains("checksum"), e.problem());
    }

    /** Of a large file, too, a changed cell is noticed, whether its rows are read or stay there. */
    @Test
    void aChangedCellOfALargeFileIsNoticed() throws IOException {
        try (RowMatrixWriter writer = new RowMatrixWriter(file, 1 << 10)) {
            for (int part = 0; part < 17; part++) {
                writer.append(new float[1 << 20], 1 << 10);
            }
            writer.finish();
        }
        assertEquals(17 << 10, RowMatrix.open(file).rows());
        assertEquals(17 << 10, RowMatrix.inFile(file).rows());
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(40 << 20);
            changed.write(1);
        }
        for (Executable open : List.<Executable>of(() -> RowMatrix.open(file), () -> RowMatrix.inFile(file))) {
            FlowException e = assertThrows(FlowException.class, open);
            assertEquals("The file " + file + " is damaged: its checksum does not fit its rows.", e.problem());
        }
    }

    /** In whatever thread: a mapped file would end in an error of Java's machine. */
    @Test
    void aFileThatBecomesShorterWhileItIsUsed() throws IOException {
        RowMatrix rows = RowMatrix.inFile(file);
        try (RandomAccessFile shorter = new RandomAccessFile(file.toFile(), "rw")) {
            shorter.setLength(600);
        }
        float[] row = new float[3];
        rows.copyRow(10, row, 0);
        for (Executable read :
                List.<Executable>of(() -> rows.copyRow(99, row, 0), () -> rows.get(50, 2), rows::toArray)) {
            FlowException e = assertThrows(FlowException.class, read);
            assertEquals(
                    "The file " + file + " was changed or damaged while it was in use: it ends too early.",
                    e.problem());
        }
    }

    @Test
    void missing() throws IOException {
        Files.delete(file);
        FlowException e = assertThrows(FlowException.class, () -> RowMatrix.open(file));
        assertTrue(e.problem().endsWith("cannot be read: it does not exist."), e.problem());
    }
}
