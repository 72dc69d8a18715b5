// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.IoReason;
import org.knime.core.node.InvalidSettingsException;

/**
 * The records of a CSV file in order. The first one names the columns when the settings say so; row numbers, limits and
 * types are for the caller.
 */
final class CsvRows implements Closeable {
    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_CELL = 1 << 24;

    private final CsvReadSettings settings;
    private final CsvSource source;
    private final CsvSource.Counted bytes;
    private final CloseableIterator<CsvRow> records;
    private final Cells cells = new Cells();
    private long line;

    CsvRows(CsvReadSettings settings, CsvSource source) throws IOException, InvalidSettingsException {
        this.settings = settings;
        this.source = source;
        this.bytes = source.open();
        Reader text = new BufferedReader(new InputStreamReader(
                bytes.unpacked(),
                settings.format()
                        .charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        try {
            skipStart(text);
            this.records = reader().build(cells, new EndMark(text)).iterator();
        } catch (IOException e) {
            bytes.close();
            throw readable(e);
        }
    }

    private void skipStart(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        for (long skipped = 0; skipped < settings.skipLines(); skipped++) {
            ((BufferedReader) text).readLine();
            line++;
        }
    }

    private CsvReader.CsvReaderBuilder reader() {
        CsvFormat format = settings.format();
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .maxBufferSize(LONGEST_CELL)
                .skipEmptyLines(true);
        return format.comment() == CsvFormat.NONE
                ? builder
                : builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(format.comment());
    }

    /** The next record, or null at the end of the file. */
    CsvRow next() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRow row = records.next();
            if (cells.open > 0) {
                throw new IOException("The quote that is opened in line " + cells.open + " of " + source.shown()
                        + " is not closed until the end of the file"
                        + (cells.open == row.line() ? "" : ", in the record that begins in line " + row.line())
                        + ". Close it, or correct the quote character (now "
                        + settings.format().quote() + ").");
            }
            if (row.isOnly(EndMark.LINE) && !records.hasNext()) {
                return null;
            }
            if (row.cells().length > settings.maxColumns()) {
                throw new IOException("Line " + row.line() + " of " + source.shown() + " has " + row.cells().length
                        + " cells; the setting maximum_number_of_columns allows " + settings.maxColumns() + ".");
            }
            line = row.line();
            return row;
        } catch (UncheckedIOException e) {
            throw readable(e.getCause());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException io) {
                throw readable(io);
            }
            throw new IOException(
                    "Line " + cells.begun() + " of " + source.shown() + " has a cell of more than " + LONGEST_CELL
                            + " characters. Is a quote opened there that is not closed?",
                    e);
        }
    }

    private IOException readable(IOException cause) {
        return cause instanceof CharacterCodingException
                ? new IOException(
                        source.shown() + " is not a text in the character set "
                                + settings.format().charset() + " (shortly after line " + line
                                + "). Choose the character set that the file was written with.",
                        cause)
                : new IOException(
                        source.shown() + " cannot be read (after line " + line + "): " + IoReason.of(cause) + ".",
                        cause);
    }

    /** The part of the file that was read, from 0 to 1; 0 when the size is not known. */
    double progress() throws IOException {
        long size = source.size();
        return size == 0 ? 0 : Math.min(1, bytes.count() / (double) size);
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
        }
        bytes.close();
    }

    /** Collects the cells of a record, trimmed, an empty one as missing. */
    private final class Cells extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private final List<String> cells = new ArrayList<>();
        /** Line breaks in the cells so far. */
        private int breaks;
        /** The line with a quote that is open at the end of the file; 0 for none. */
        private long open;

        /** The line in which the record begins. */
        long begun() {
            return getStartingLineNumber() + settings.skipLines();
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells.clear();
            breaks = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            String text = new String(buffer, offset, length);
            if (quoted) {
                open = EndMark.isIn(text) ? begun() + breaks : 0;
                breaks += (int) text.lines().count() - 1;
            }
            if (quoted && !settings.trimQuoted()) {
                char quote = settings.format().quote();
                cells.add(quote + text + quote);
                return;
            }
            String trimmed = text.trim();
            boolean missing = trimmed.isEmpty() && (!quoted || settings.emptyQuotesMissing());
            cells.add(missing ? null : trimmed);
        }

        @Override
        protected RecordWrapper<CsvRow> buildRecord() {
            return wrapRecord(new CsvRow(begun(), cells.toArray(new String[0])));
        }
    }
}
