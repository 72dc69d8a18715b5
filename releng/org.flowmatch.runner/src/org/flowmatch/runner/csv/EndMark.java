// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text and a line of its own behind it. Where a quote is open at the end of the text, the parser takes that line into the
 * cell: this is how it is noticed, whatever the parser makes of quotes inside of cells.
 */
final class EndMark extends FilterReader {
    /** The last line; no text has these characters, which Unicode leaves unused for good. */
    static final String LINE = "\uffff\ufffe";

    private static final String END = "\n" + LINE;

    private boolean ended;
    private int given;

    EndMark(Reader text) {
        super(text);
    }

    /** Whether a quoted cell reaches beyond the end of the text. */
    static boolean isIn(String cell) {
        return cell.endsWith(END);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = ended ? -1 : super.read(buffer, offset, length);
        if (read >= 0 || length == 0) {
            return read;
        }
        ended = true;
        int count = Math.min(length, END.length() - given);
        END.getChars(given, given + count, buffer, offset);
        given += count;
        return count == 0 ? -1 : count;
    }
}
