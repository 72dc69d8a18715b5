// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * A CSV file that is written under another name beside its own and then moved over it, so that an error or a cancel never
 * leaves half a file.
 */
public final class CsvFile {
    private final Path file;

    public CsvFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Writes a table as comma separated UTF-8 with a header, quotes where needed and numbers as they are.
     *
     * @throws IOException when the file cannot be written; the message names it
     */
    public void write(BufferedDataTable table) throws IOException {
        try {
            write(table, CsvText.plain(), false, false, true, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IOException("Writing " + file + " was cancelled.", e);
        }
    }

    /** Writes a table; rows are appended to an existing file on demand. */
    void write(
            BufferedDataTable table, CsvText text, boolean gzip, boolean append, boolean header, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            if (append) {
                Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            }
            try (OutputStream bytes = stream(part, append, gzip);
                    CsvTableWriter writer = new CsvTableWriter(bytes, table.getDataTableSpec(), text)) {
                if (header) {
                    writer.header();
                }
                rows(table, writer, exec);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be written: " + reason(e) + ".", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static OutputStream stream(Path part, boolean append, boolean gzip) throws IOException {
        OutputStream file =
                append ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part);
        OutputStream buffered = new BufferedOutputStream(file, 1 << 16);
        return gzip ? new GZIPOutputStream(buffered) : buffered;
    }

    private static void rows(BufferedDataTable table, CsvTableWriter writer, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        long written = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                if (written % 1000 == 0) {
                    exec.checkCanceled();
                    exec.setProgress(written / (double) table.size(), "Wrote " + written + " rows");
                }
                writer.row(row);
                written++;
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException ? "its folder does not exist" : String.valueOf(e.getMessage());
    }
}
