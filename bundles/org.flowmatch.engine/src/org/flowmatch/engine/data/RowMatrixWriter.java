// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * Writes a row matrix to a file, in the format of {@link RowFile}. The rows go to a temporary file beside it, which takes the
 * final name in {@link #finish()}; closed without, nothing is left. Works in a thread that has been interrupted.
 */
public final class RowMatrixWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Opens the stream that takes the bytes of a file; the seam at which tests let a disk be full. */
    @FunctionalInterface
    public interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    private final Path file;
    private final Path temporary;
    private final int columns;
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32 checksum = new CRC32();
    private long rows;
    private boolean open = true;

    /** @param columns at least 1 */
    public RowMatrixWriter(Path file, int columns) {
        // a stream, not a channel: an interrupt closes channels
        this(file, columns, path -> new FileOutputStream(path.toFile()));
    }

    public RowMatrixWriter(Path file, int columns, Opener opener) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns is " + columns + ", must be at least 1");
        }
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".part");
        this.columns = columns;
        OutputStream stream;
        try {
            stream = opener.open(temporary);
        } catch (IOException e) {
            throw unwritable(e);
        }
        this.out = stream;
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
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
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
        FlowException problem = new FlowException(
                "The file " + file + " cannot be written: " + IoReason.of(cause) + ".",
                "Free space on the disk of that folder and run again.",
                cause);
        try {
            discard();
        } catch (FlowException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    private void discard() {
        open = false;
        IOException unclosed = null;
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            unclosed = e;
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // a stream that cannot be closed matters only when its file therefore stays
            if (unclosed != null) {
                e.addSuppressed(unclosed);
            }
            throw new FlowException("The file " + temporary + " cannot be deleted.", "Delete it by hand.", e);
        }
    }
}
