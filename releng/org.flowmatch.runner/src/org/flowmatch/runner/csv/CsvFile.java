// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.file.AtomicFile;
import org.flowmatch.runner.csv.CsvWriteSettings.IfExists;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/**
 * A CSV file that is written as an {@link AtomicFile}: an error or a cancel never leaves half a file, and two runs never mix
 * their rows.
 */
public final class CsvFile {
    private final Path file;

    public CsvFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Refuses a file that could not be written, before anything is worked out for it: a device, a pipe, a link to nowhere, a
     * file or folder that is write-protected.
     *
     * @throws IOException the message names the file
     */
    public void check() throws IOException {
        try {
            new AtomicFile(file).close();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * Writes a table as comma separated UTF-8 with a header, quotes where needed and numbers as they are, over an existing
     * file.
     *
     * @throws IOException when the file cannot be written; the message names it
     */
    public void write(BufferedDataTable table) throws IOException {
        try {
            write(table, CsvText.plain(), false, IfExists.OVERWRITE, true, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IOException("Writing " + file + " was cancelled.", e);
        }
    }

    /**
     * Writes a table.
     *
     * @param repeatHeader whether the header is written behind existing rows, too
     * @return false when another program wrote the file at the same time, and its rows were replaced
     * @throws IOException also when the file came to exist against {@link IfExists#FAIL}, or changed while rows were
     *     appended to a copy of it
     */
    boolean write(
            BufferedDataTable table,
            CsvText text,
            boolean gzip,
            IfExists policy,
            boolean repeatHeader,
            ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        try (AtomicFile written = new AtomicFile(file)) {
            FileState before = FileState.of(file);
            boolean append = policy == IfExists.APPEND && Files.exists(file);
            OutputStream bytes = new BufferedOutputStream(written.out(), 1 << 16);
            if (append) {
                Files.copy(file, bytes);
            }
            try (CsvTableWriter writer =
                    new CsvTableWriter(gzip ? new GZIPOutputStream(bytes) : bytes, table.getDataTableSpec(), text)) {
                if (text.header() && (!append || repeatHeader)) {
                    writer.header();
                }
                rows(table, writer, exec);
            }
            boolean same = before.equals(FileState.of(file));
            if (policy == IfExists.FAIL) {
                written.commitNew();
            } else if (policy == IfExists.APPEND && !same) {
                throw new IOException("another program has changed it while rows were being appended. Nothing was"
                        + " appended to what it holds now. Run this node again");
            } else {
                written.commit();
            }
            return same;
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "The file " + file + " was not there when this run began, and another program has made it since. It"
                            + " was left as it is. Remove it, or set if_path_exists to overwrite or append.",
                    e);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private IOException refused(IOException e) {
        return new IOException("The file " + file + " cannot be written: " + IoReason.of(e) + ".", e);
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
}
