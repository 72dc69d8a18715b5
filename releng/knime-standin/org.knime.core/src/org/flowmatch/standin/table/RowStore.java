// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;

/**
 * Rows in the order in which they were added: in memory up to a bound of cells, from then on all of them in one
 * temporary file, which goes when the store does. A store whose first rows hold cells without binary form stays in memory.
 */
public final class RowStore {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final int BUFFER = 1 << 16;

    private final int m_columns;
    private final long m_cellsInMemory;
    private final List<DataRow> m_memory = new ArrayList<>();
    private long m_size;
    private boolean m_writable = true;
    private File m_file;
    private DataOutputStream m_out;

    /** For rows of that many columns, with at most that many cells in memory (negative: all). */
    public RowStore(final int columns, final long cellsInMemory) {
        m_columns = columns;
        m_cellsInMemory = cellsInMemory < 0 ? Long.MAX_VALUE : cellsInMemory;
    }

    public long size() {
        return m_size;
    }

    /** Whether the rows are in a file. */
    public boolean isOnDisk() {
        return m_file != null;
    }

    /** Adds a row; throws when the disk is full or cannot be written. */
    public void add(final DataRow row) throws IOException {
        m_writable &= row.stream().allMatch(CellCodec::writes);
        if (m_file != null && !m_writable) {
            throw new IOException("Row \"" + row.getKey() + "\" has a cell of a class without binary form.");
        }
        if (m_file == null && m_writable && (m_size + 1) * Math.max(1, m_columns) > m_cellsInMemory) {
            spill();
        }
        if (m_file == null) {
            m_memory.add(new DefaultRow(row.getKey(), row));
        } else {
            write(row);
        }
        m_size++;
    }

    private void spill() throws IOException {
        // the temporary folder of now, and a file for its user alone: File's own method does neither
        File file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "table-", ".rows")
                .toFile();
        file.deleteOnExit();
        CLEANER.register(this, file::delete);
        m_file = file;
        m_out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file), BUFFER));
        for (DataRow row : m_memory) {
            write(row);
        }
        m_memory.clear();
    }

    private void write(final DataRow row) throws IOException {
        CellCodec.writeText(row.getKey().getString(), m_out);
        for (int i = 0; i < m_columns; i++) {
            CellCodec.write(row.getCell(i), m_out);
        }
    }

    /** Makes all rows added so far readable. */
    public void flush() throws IOException {
        if (m_out != null) {
            m_out.flush();
        }
    }

    /** Ends the adding. */
    public void close() throws IOException {
        if (m_out != null) {
            m_out.close();
            m_out = null;
        }
    }

    /** The rows from the first; flush or close the store before. */
    public CloseableRowIterator iterator() {
        if (m_file == null) {
            return CloseableRowIterator.from(m_memory.iterator());
        }
        try {
            return new FileIterator();
        } catch (IOException failure) {
            throw new UncheckedIOException("The rows of a table are gone: " + failure.getMessage(), failure);
        }
    }

    /** Reads the file; its being an inner class keeps the store, and so the file, as long as it is in use. */
    private final class FileIterator extends CloseableRowIterator {

        private final DataInputStream m_in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(m_file), BUFFER));
        private long m_left = m_size;

        private FileIterator() throws IOException {}

        @Override
        public boolean hasNext() {
            return m_left > 0;
        }

        @Override
        public DataRow next() {
            if (m_left == 0) {
                throw new NoSuchElementException("The table has no more rows.");
            }
            try {
                var key = new RowKey(CellCodec.readText(m_in));
                var cells = new DataCell[m_columns];
                for (int i = 0; i < m_columns; i++) {
                    cells[i] = CellCodec.read(m_in);
                }
                if (--m_left == 0) {
                    close();
                }
                return new DefaultRow(key, cells);
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot read the rows of a table: " + failure.getMessage(), failure);
            }
        }

        @Override
        public void close() {
            m_left = 0;
            try {
                m_in.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
