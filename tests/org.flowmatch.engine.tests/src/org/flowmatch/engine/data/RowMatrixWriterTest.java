// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowMatrixWriterTest {
    @TempDir
    Path folder;

    private long files() throws IOException {
        try (var list = Files.list(folder)) {
            return list.count();
        }
    }

    /** A file on a disk that takes only so many bytes. */
    private static UnaryOperator<OutputStream> diskOf(long bytes) {
        return file -> new FilterOutputStream(file) {
            private long left = bytes;

            @Override
            public void write(byte[] buffer, int off, int len) throws IOException {
                left -= len;
                if (left < 0) {
                    throw new IOException("No space left on device");
                }
                out.write(buffer, off, len);
            }
        };
    }

    @Test
    void piecesMakeTheSameFileAsTheWhole() throws IOException {
        float[] rows = new float[70_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) Math.sin(i);
        }
        Path whole = folder.resolve("whole");
        Path pieces = folder.resolve("pieces");
        try (RowMatrixWriter writer = new RowMatrixWriter(whole, 7)) {
            writer.append(rows, 10_000);
            writer.finish();
        }
        try (RowMatrixWriter writer = new RowMatrixWriter(pieces, 7)) {
            float[] row = new float[7];
            for (int i = 0; i < 10_000; i++) {
                System.arraycopy(rows, 7 * i, row, 0, 7);
                writer.append(row, 1);
            }
            writer.finish();
        }
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(pieces));
        assertArrayEquals(rows, RowMatrix.open(whole).toArray());
    }

    @Test
    void aFullDiskIsToldAndNothingIsLeft() throws IOException {
        Path file = folder.resolve("source.rows");
        for (long bytes : new long[] {0, 16, 100_000, 16 + 400_000}) {
            FlowException e = assertThrows(FlowException.class, () -> {
                try (RowMatrixWriter writer = new RowMatrixWriter(file, 10, diskOf(bytes))) {
                    writer.append(new float[100_000], 10_000);
                    writer.finish();
                }
            });
            assertEquals("The file " + file + " cannot be written: No space left on device.", e.problem());
            assertTrue(e.remedy().startsWith("Free space"), e.remedy());
            assertEquals(0, files(), "with " + bytes + " bytes of space");
        }
    }

    @Test
    void anExistingFileStaysWhenItsReplacementFails() throws IOException {
        Path file = folder.resolve("rows");
        Files.writeString(file, "before");
        assertThrows(FlowException.class, () -> new RowMatrixWriter(file, 1, diskOf(3)));
        assertEquals("before", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void aFolderThatIsNotThere() {
        FlowException e = assertThrows(FlowException.class, () -> new RowMatrixWriter(folder.resolve("none/rows"), 1));
        assertTrue(e.problem().contains("cannot be written"), e.problem());
    }

    @Test
    void closedWithoutFinishingNothingIsLeft() throws IOException {
        try (RowMatrixWriter writer = new RowMatrixWriter(folder.resolve("rows"), 2)) {
            writer.append(new float[2], 1);
            assertEquals(1, files());
        }
        assertEquals(0, files());
    }

    @Test
    void anInterruptDoesNotHarmTheFile() {
        Path file = folder.resolve("rows");
        try (RowMatrixWriter writer = new RowMatrixWriter(file, 2)) {
            writer.append(new float[40_000], 20_000);
            Thread.currentThread().interrupt();
            writer.append(new float[40_000], 20_000);
            writer.finish();
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(40_000, RowMatrix.open(file).rows());
    }

    @Test
    void noFileIsLeftOpenAfterAFailure() throws IOException {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open), "needs /proc");
        assertThrows(FlowException.class, () -> new RowMatrixWriter(folder.resolve("rows"), 1, diskOf(3)));
        try (Stream<Path> descriptors = Files.list(open)) {
            List<String> ours = descriptors
                    .map(descriptor -> descriptor.toFile().getAbsoluteFile())
                    .map(RowMatrixWriterTest::linkOf)
                    .filter(name -> name.startsWith(folder.toString()))
                    .toList();
            assertEquals(List.of(), ours);
        }
    }

    /** What the descriptor names; nothing when it has been closed meanwhile. */
    private static String linkOf(File descriptor) {
        try {
            return Files.readSymbolicLink(descriptor.toPath()).toString();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}
