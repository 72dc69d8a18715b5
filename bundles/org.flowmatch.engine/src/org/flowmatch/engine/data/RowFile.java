// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * The file format of a row matrix, little-endian:
 *
 * <pre>
 * header, 16 bytes:  magic "FLOWROWS", int version (1), int columns
 * rows:              float32, row by row
 * footer, 16 bytes:  long rows, int CRC-32 of the rows, int end mark
 * </pre>
 *
 * The count stands at the end, so that a file is written in one pass and a truncated one is recognised.
 */
final class RowFile {
    static final byte[] MAGIC = {'F', 'L', 'O', 'W', 'R', 'O', 'W', 'S'};
    static final int VERSION = 1;
    static final int END_MARK = 0x52444E45;
    static final int HEADER = 16;
    static final int FOOTER = 16;

    /** Rows that take more than this share of the largest heap stay in their file. */
    private static final double SHARE_OF_HEAP = 0.125;

    private static final int CELLS_AT_ONCE = 1 << 14;

    private RowFile() {}

    static RowMatrix open(Path file) {
        try {
            Layout layout = layout(file);
            if (layout.fitsHeap()) {
                return read(file, layout);
            }
            requireChecksum(file, layout);
            return new FileRows(file, layout.rows(), layout.columns());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static RowMatrix inFile(Path file) {
        try {
            Layout layout = layout(file);
            requireChecksum(file, layout);
            return new FileRows(file, layout.rows(), layout.columns());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private record Layout(int rows, int columns, int checksum) {
        long cells() {
            return (long) rows * columns;
        }

        boolean fitsHeap() {
            return cells() < Integer.MAX_VALUE - 16
                    && cells() * Float.BYTES
                            <= SHARE_OF_HEAP * Runtime.getRuntime().maxMemory();
        }
    }

    private static Layout layout(Path file) throws IOException {
        long length = Files.size(file);
        if (length < HEADER + FOOTER) {
            throw damaged(file, "is truncated or not a matrix of rows");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.readFully(header.array());
            in.seek(length - FOOTER);
            in.readFully(footer.array());
        }
        for (byte expected : MAGIC) {
            if (header.get() != expected) {
                throw damaged(file, "is not a matrix of rows");
            }
        }
        int version = header.getInt();
        if (version > VERSION) {
            throw new FlowException(
                    "The file " + file + " has format version " + version + ", this version of the product reads up to "
                            + VERSION + ".",
                    "Update the product, or run the node that made the file again.");
        }
        int columns = header.getInt();
        long rows = footer.getLong();
        int checksum = footer.getInt();
        if (version < 1 || columns < 1) {
            throw damaged(file, "has a damaged header");
        }
        boolean lengthFits = rows >= 0 && rows <= Integer.MAX_VALUE && length - HEADER - FOOTER == 4L * columns * rows;
        if (footer.getInt() != END_MARK || !lengthFits) {
            throw damaged(file, "is truncated or damaged");
        }
        return new Layout((int) rows, columns, checksum);
    }

    private static RowMatrix read(Path file, Layout layout) throws IOException {
        float[] values = new float[(int) layout.cells()];
        int[] reached = {0};
        readAll(file, layout, (cells, count) -> {
            cells.get(values, reached[0], count);
            reached[0] += count;
        });
        return new HeapRows(values, layout.columns());
    }

    private static void requireChecksum(Path file, Layout layout) throws IOException {
        readAll(file, layout, (cells, count) -> {});
    }

    private interface CellSink {
        void take(FloatBuffer cells, int count);
    }

    /** Every cell once, and the comparison of their checksum. */
    private static void readAll(Path file, Layout layout, CellSink sink) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] bytes = new byte[CELLS_AT_ONCE * Float.BYTES];
        ByteBuffer cells = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try (InputStream in = rows(file, checksum)) {
            DataInputStream data = new DataInputStream(in);
            for (long left = layout.cells(); left > 0; left -= CELLS_AT_ONCE) {
                int count = (int) Math.min(left, CELLS_AT_ONCE);
                data.readFully(bytes, 0, count * Float.BYTES);
                sink.take(cells.asFloatBuffer(), count);
            }
        }
        if ((int) checksum.getValue() != layout.checksum()) {
            throw damaged(file, "is damaged: its checksum does not fit its rows");
        }
    }

    private static InputStream rows(Path file, CRC32 checksum) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(HEADER);
            return new CheckedInputStream(in, checksum);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static FlowException damaged(Path file, String what) {
        return new FlowException("The file " + file + " " + what + ".", "Run the node that made it again.");
    }

    private static FlowException unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "it does not exist" : IoReason.of(e);
        return new FlowException(
                "The file " + file + " cannot be read: " + why + ".",
                "Check that it is in place and readable, or run the node that made it again.",
                e);
    }
}
