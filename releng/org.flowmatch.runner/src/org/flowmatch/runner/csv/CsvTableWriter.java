// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;

/** Writes a table's header and rows as CSV text into a stream. A missing cell is never put in quotes. */
final class CsvTableWriter implements Closeable {
    private final CsvText text;
    private final DataTableSpec spec;
    private final Writer out;
    private final CsvWriter quoting;
    /** Columns of numbers, by position in the line. */
    private final boolean[] numeric;
    /** Missing cells of the line that is being written. */
    private final boolean[] missing;

    private boolean inHeader;

    /** @param stream receives the text; closed with this writer */
    CsvTableWriter(OutputStream stream, DataTableSpec spec, CsvText text) {
        this.text = text;
        this.spec = spec;
        this.out = new OutputStreamWriter(stream, text.format().charset());
        int first = text.rowIds() ? 1 : 0;
        this.numeric = new boolean[spec.getNumColumns() + first];
        this.missing = new boolean[numeric.length];
        for (int i = first; i < numeric.length; i++) {
            numeric[i] = spec.getColumnSpec(i - first).getType().isCompatible(DoubleValue.class);
        }
        CsvFormat format = text.format();
        this.quoting = format.quote() == CsvFormat.NONE || text.quotes() == CsvText.Quotes.NEVER
                ? null
                : CsvWriter.builder()
                        .fieldSeparator(format.delimiter())
                        .quoteCharacter(format.quote())
                        .quoteStrategy(new Strategy())
                        .lineDelimiter(LineDelimiter.of(text.lineBreak()))
                        .build(out);
    }

    /** Cells that would not come back as they were are put in quotes by the library in any case. */
    private final class Strategy implements QuoteStrategy {
        @Override
        public boolean quoteEmpty(int line, int column) {
            return wants(column);
        }

        @Override
        public boolean quoteNonEmpty(int line, int column, String value) {
            return wants(column);
        }

        private boolean wants(int column) {
            boolean plain = !inHeader && missing[column];
            return switch (text.quotes()) {
                case ALWAYS -> !plain;
                case STRINGS_ONLY -> !plain && (inHeader || !numeric[column]);
                case IF_NEEDED, NEVER -> false;
            };
        }
    }

    /** Writes the line with the names of the columns. */
    void header() throws IOException {
        String[] names = new String[numeric.length];
        int at = 0;
        if (text.rowIds()) {
            names[at++] = "row ID";
        }
        for (String name : spec.getColumnNames()) {
            names[at++] = name;
        }
        inHeader = true;
        line(names);
        inHeader = false;
    }

    /** Writes the line of a row. */
    void row(DataRow row) throws IOException {
        String[] values = new String[numeric.length];
        int at = 0;
        if (text.rowIds()) {
            values[at++] = row.getKey().getString();
        }
        for (DataCell cell : row) {
            missing[at] = cell.isMissing();
            values[at++] = text.of(cell);
        }
        line(values);
    }

    private void line(String[] values) throws IOException {
        if (quoting == null) {
            out.write(String.join(String.valueOf(text.format().delimiter()), values) + text.lineBreak());
            return;
        }
        try {
            quoting.writeRecord(values);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        if (quoting == null) {
            out.close();
        } else {
            quoting.close();
        }
    }
}
