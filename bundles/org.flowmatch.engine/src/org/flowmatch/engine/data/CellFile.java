// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.file.ProcessFolder;

/**
 * Whole blocks of cells, float64 by column, in a file of the temporary folder. Works in a thread that has been interrupted,
 * which closes channels. May be read by several threads at once.
 */
final class CellFile {
    private static final int BYTES = Double.BYTES;

    private final int columns;
    private final int rowsPerBlock;
    private final File path;
    private final RandomAccessFile file;

    CellFile(int columns, int rowsPerBlock) {
        this.columns = columns;
        this.rowsPerBlock = rowsPerBlock;
        File made = null;
        try {
            made = ProcessFolder.newFile(".cells").toFile();
            file = new RandomAccessFile(made, "rw");
            path = made;
        } catch (IOException e) {
            if (made != null) {
                made.delete();
            }
            throw unwritable(e);
        }
    }

    /** @param block [columns][rowsPerBlock] */
    void append(double[][] block) {
        byte[] bytes = new byte[BYTES * rowsPerBlock];
        try {
            for (double[] column : block) {
                ByteBuffer.wrap(bytes).asDoubleBuffer().put(column, 0, rowsPerBlock);
                file.write(bytes);
            }
        } catch (IOException e) {
            close();
            throw unwritable(e);
        }
    }

    double read(int block, int column, int row) {
        double[] cell = new double[1];
        read(block, column, row, 1, cell, 0);
        return cell[0];
    }

    void read(int block, int column, int first, int count, double[] dst, int off) {
        byte[] bytes = new byte[BYTES * count];
        long place = (((long) block * columns + column) * rowsPerBlock + first) * BYTES;
        try {
            synchronized (file) {
                file.seek(place);
                file.readFully(bytes);
            }
        } catch (IOException e) {
            throw new FlowException(
                    "The temporary file " + path + " cannot be read: " + IoReason.of(e) + ".",
                    "Check that nothing cleans up that folder, and execute again.",
                    e);
        }
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(dst, off, count);
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            path.delete();
        }
    }

    private static FlowException unwritable(IOException e) {
        return new FlowException(
                "The rows of a table cannot be put into the temporary folder "
                        + Path.of(System.getProperty("java.io.tmpdir")) + ": " + IoReason.of(e) + ".",
                "Free space on its disk, or choose another directory for temporary files in KNIME's preferences (outside of"
                        + " KNIME: -Djava.io.tmpdir of Java), and execute again.",
                e);
    }
}
