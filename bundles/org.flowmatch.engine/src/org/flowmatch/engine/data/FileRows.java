// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * A row matrix in its file, of which rows are read as they are asked for. They are not mapped: when a mapped file becomes
 * shorter or its disk fails, Java reports it by an error at some later place in the thread, and reads wrong numbers until then.
 * Works in a thread that has been interrupted, which closes channels.
 */
final class FileRows implements RowMatrix {
    private static final int CELLS_AT_ONCE = 1 << 14;

    private final Path path;
    private final RandomAccessFile file;
    private final int rows;
    private final int columns;
    private final byte[] bytes = new byte[CELLS_AT_ONCE * Float.BYTES];
    private final ByteBuffer cells = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    FileRows(Path path, int rows, int columns) throws IOException {
        this.path = path;
        this.rows = rows;
        this.columns = columns;
        file = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float get(int row, int column) {
        float[] cell = new float[1];
        read((long) row * columns + Objects.checkIndex(column, columns), 1, cell, 0);
        return cell[0];
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        read((long) row * columns, columns, dst, off);
    }

    @Override
    public void copyRows(int first, int count, float[] dst) {
        read((long) first * columns, Math.multiplyExact(count, columns), dst, 0);
    }

    private void read(long first, int count, float[] dst, int off) {
        Objects.checkFromIndexSize(first, count, (long) rows * columns);
        synchronized (file) {
            try {
                file.seek(RowFile.HEADER + first * Float.BYTES);
                for (int done = 0; done < count; ) {
                    int part = Math.min(count - done, CELLS_AT_ONCE);
                    file.readFully(bytes, 0, part * Float.BYTES);
                    cells.asFloatBuffer().get(dst, off + done, part);
                    done += part;
                }
            } catch (IOException e) {
                throw new FlowException(
                        "The file " + path + " was changed or damaged while it was in use: " + IoReason.of(e) + ".",
                        "Run the node that made it again.",
                        e);
            }
        }
    }
}
