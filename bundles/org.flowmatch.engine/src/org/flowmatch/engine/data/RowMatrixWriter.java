// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.file.AtomicFile;

/**
 * Writes a row matrix to a file, in the format of {@link RowFile}. The rows go to a temporary file beside it, which takes the
 * final name in {@link #finish()}; closed without, nothing is left. Works in a thread that has been interrupted.
 */
public final class RowMatrixWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final int columns;
    private final AtomicFile written;
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32 checksum = new CRC32();
    private long rows;
    private boolean open = true;

    /** @param columns at least 1 */
    public RowMatrixWriter(Path file, int columns) {
        this(file, columns, UnaryOperator.identity());
    }

    /** @param disk around the stream that takes the bytes; the seam at which tests let a disk be full */
    public RowMatrixWriter(Path file, int columns, UnaryOperator<OutputStream> disk) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns is " + columns + ", must be at least 1");
        }
        this.file = file;
        this.columns = columns;
        try {
            written = new AtomicFile(file);
        } catch (IOException e) {
            throw told(e);
        }
        out = disk.apply(written.out());
        buffer.put(RowFile.MAGIC).putInt(RowFile.VERSION).putInt(columns);
        flush();
        checksum.reset();
    }

    public int columns() {
        return columns;
    }

    /**
     * Appends rows.
     *
     * @param rowMajor at least count * columns values, [count, columns]
     * @throws FlowException when the disk is full or the file cannot be written; nothing is left of it then
     */
    public void append(float[] rowMajor, int count) {
        if (!open) {
            throw new IllegalStateException("the writer is closed");
        }
        int total = Math.multiplyExact(count, columns);
        for (int done = 0; done < total; ) {
            int part = Math.min(total - done, buffer.remaining() / 4);
            buffer.asFloatBuffer().put(rowMajor, done, part);
            buffer.position(buffer.position() + 4 * part);
            done += part;
            if (buffer.remaining() < 4) {
                flush();
            }
        }
        rows += count;
    }

    /**
     * Completes the file under its final name.
     *
     * @throws FlowException when it cannot be completed; nothing is left of it then
     */
    public void finish() {
        flush();
        buffer.putLong(rows).putInt((int) checksum.getValue()).putInt(RowFile.END_MARK);
        flush();
        open = false;
        try {
            out.close();
            written.commit();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Gives up what has not been finished. */
    @Override
    public void close() {
        if (open) {
            discard();
        }
    }

    private void flush() {
        try {
            out.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            throw unwritable(e);
        }
        checksum.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private FlowException unwritable(IOException cause) {
        FlowException problem = told(cause);
        try {
            discard();
        } catch (FlowException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    private FlowException told(IOException cause) {
        return new FlowException(
                "The file " + file + " cannot be written: " + IoReason.of(cause) + ".",
                "Free space on the disk of that folder and run again.",
                cause);
    }

    private void discard() {
        open = false;
        try {
            written.close();
        } catch (IOException e) {
            throw new FlowException(
                    "An unfinished part of the file " + file + " cannot be deleted: " + IoReason.of(e) + ".",
                    "Delete it yourself.",
                    e);
        }
    }
}
