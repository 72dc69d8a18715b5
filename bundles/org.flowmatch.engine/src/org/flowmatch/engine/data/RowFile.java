// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
public final class RowFile {
    static final byte[] MAGIC = {'F', 'L', 'O', 'W', 'R', 'O', 'W', 'S'};
    static final int VERSION = 1;
    static final int END_MARK = 0x52444E45;
    static final int HEADER = 16;
    static final int FOOTER = 16;
    static final long BYTES_PER_MAP = 1L << 30;

    private static final long LARGEST_READ = 64L << 20;

    private RowFile() {}

    static RowMatrix open(Path file) {
        try {
            Layout layout = layout(file);
            if (layout.bytes() > LARGEST_READ) {
                return map(file, BYTES_PER_MAP);
            }
            return read(file, layout);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Maps the file in parts of at most the given number of bytes (but at least a row).
     *
     * @throws FlowException when the file is missing, truncated, foreign or of a later version
     */
    public static RowMatrix map(Path file, long bytesPerMap) {
        // an interrupt that is pending closes any FileChannel: set it aside while the file is mapped
        boolean interrupted = Thread.interrupted();
        try {
            return mapParts(file, layout(file), bytesPerMap);
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Layout(int rows, int columns, int checksum) {
        long bytes() {
            return 4L * rows * columns;
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
                    "Update the product, or run the node again that made the file.");
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
        CRC32 checksum = new CRC32();
        ByteBuffer bytes = ByteBuffer.allocate((int) layout.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(HEADER);
            new DataInputStream(new CheckedInputStream(in, checksum)).readFully(bytes.array());
        }
        if ((int) checksum.getValue() != layout.checksum()) {
            throw damaged(file, "is damaged: its checksum does not fit its rows");
        }
        float[] values = new float[layout.rows() * layout.columns()];
        bytes.asFloatBuffer().get(values);
        return new HeapRows(values, layout.columns());
    }

    private static RowMatrix mapParts(Path file, Layout layout, long bytesPerMap) throws IOException {
        long rowBytes = 4L * layout.columns();
        int rowsPerPart = (int) Math.max(1, Math.min(layout.rows(), bytesPerMap / rowBytes));
        FloatBuffer[] parts = new FloatBuffer[(int) ((layout.rows() + (long) rowsPerPart - 1) / rowsPerPart)];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int part = 0; part < parts.length; part++) {
                long first = (long) part * rowsPerPart;
                long count = Math.min(rowsPerPart, layout.rows() - first);
                parts[part] = channel.map(FileChannel.MapMode.READ_ONLY, HEADER + first * rowBytes, count * rowBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
            }
        }
        return new MappedRows(parts, rowsPerPart, layout.rows(), layout.columns());
    }

    private static FlowException damaged(Path file, String what) {
        return new FlowException("The file " + file + " " + what + ".", "Run the node again that made it.");
    }

    private static FlowException unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "it does not exist" : IoReason.of(e);
        return new FlowException(
                "The file " + file + " cannot be read: " + why + ".",
                "Check that it is in place and readable, or run the node again that made it.",
                e);
    }
}
