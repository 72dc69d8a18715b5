// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.knime.core.node.InvalidSettingsException;

/**
 * How the cells of a CSV file are set apart.
 *
 * @param delimiter between two cells, for instance a comma
 * @param quote around cells that contain a delimiter; NUL for none
 * @param comment at the start of lines that are skipped; NUL for none
 * @param charset of the file
 */
public record CsvFormat(char delimiter, char quote, char comment, Charset charset) {

    public CsvFormat {
        if (delimiter == quote || delimiter == comment || (quote == comment && quote != NONE)) {
            throw new IllegalArgumentException("Column delimiter '" + delimiter + "', quote character '" + quote
                    + "' and comment character '" + comment + "' must differ from each other.");
        }
        if (delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("The column delimiter must not be a line break.");
        }
    }

    /** Stands for a character that is not used. */
    public static final char NONE = '\0';

    /** Checks the settings of a dialog; every message names the setting by its key. */
    static CsvFormat of(String delimiter, String quote, String escape, String comment, String charset)
            throws InvalidSettingsException {
        char quoteCharacter = single(quote, "quote_char");
        if (single(escape, "quote_escape_char") != quoteCharacter) {
            throw new InvalidSettingsException("The setting quote_escape_char is '" + escape
                    + "'. This runner reads and writes doubled quotes only: it must equal quote_char ('" + quote
                    + "').");
        }
        if (delimiter.length() != 1) {
            throw new InvalidSettingsException("The setting column_delimiter is '" + delimiter
                    + "'. This runner needs exactly one character, for instance , or ; or a tab.");
        }
        try {
            return new CsvFormat(
                    delimiter.charAt(0), quoteCharacter, single(comment, "comment_char"), charset(charset));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static char single(String text, String key) throws InvalidSettingsException {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        if (text.length() > 1) {
            throw new InvalidSettingsException(
                    "The setting " + key + " is '" + text + "'. It must be one character or empty.");
        }
        return text.charAt(0);
    }

    private static Charset charset(String name) throws InvalidSettingsException {
        if (name == null) {
            return Charset.defaultCharset();
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSettingsException(
                    "The character set '" + name + "' is not known. Write for instance UTF-8 or ISO-8859-1.", e);
        }
    }
}
