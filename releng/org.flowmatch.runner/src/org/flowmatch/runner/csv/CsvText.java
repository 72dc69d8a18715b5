// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.flowmatch.runner.workflow.RequiredText;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * How a table becomes CSV text.
 *
 * @param format delimiter, quote and character set
 * @param lineBreak ends every line
 * @param header whether the first line names the columns
 * @param rowIds whether each line starts with the row's id
 * @param missing stands for a missing cell
 * @param quotes which cells are put in quotes
 * @param delimiterReplacement stands for a delimiter inside a cell when nothing is ever quoted
 * @param decimal stands before the decimals
 * @param scientific whether very large and small numbers are written as powers of ten
 * @param trailingZero whether a whole number in a column of decimals keeps its ".0"
 */
record CsvText(
        CsvFormat format,
        String lineBreak,
        boolean header,
        boolean rowIds,
        String missing,
        Quotes quotes,
        String delimiterReplacement,
        char decimal,
        boolean scientific,
        boolean trailingZero) {

    /** Which cells are put in quotes, besides those that could not be read back without. */
    enum Quotes {
        ALWAYS,
        STRINGS_ONLY,
        IF_NEEDED,
        NEVER
    }

    /** Comma separated UTF-8 with a header, numbers as plain as they can be. */
    static CsvText plain() {
        CsvFormat format = new CsvFormat(',', '"', CsvFormat.NONE, StandardCharsets.UTF_8);
        return new CsvText(format, "\n", true, false, "", Quotes.IF_NEEDED, "", '.', true, false);
    }

    /** Reads the parts of a CSV Writer's config {@code model} that decide on the text. */
    static CsvText load(NodeSettingsRO model) throws InvalidSettingsException {
        NodeSettingsRO settings = model.getNodeSettings("settings");
        NodeSettingsRO advanced = model.getNodeSettings("advanced_settings");
        String mode = RequiredText.of(advanced, "quote_mode");
        String lineBreak = settings.getString("row_delimiter");
        String delimiter = RequiredText.of(settings, "column_delimiter");
        String missing = RequiredText.of(advanced, "missing_value_pattern");
        if (!delimiter.isEmpty() && missing.contains(delimiter)) {
            throw new InvalidSettingsException("The setting missing_value_pattern is '" + missing
                    + "'. It must not contain the column delimiter '" + delimiter + "'.");
        }
        if (lineBreak != null && !lineBreak.matches("\r?\n|\r")) {
            throw new InvalidSettingsException("The setting row_delimiter is not a line break.");
        }
        return new CsvText(
                CsvFormat.of(
                        delimiter,
                        String.valueOf(settings.getChar("quote_char")).replace("\0", ""),
                        String.valueOf(settings.getChar("quote_escape_char")).replace("\0", ""),
                        "",
                        model.getNodeSettings("encoding").getString("character_set")),
                lineBreak == null ? System.lineSeparator() : lineBreak,
                settings.getBoolean("write_column_header"),
                settings.getBoolean("write_row_header"),
                missing,
                Arrays.stream(Quotes.values())
                        .filter(value -> value.name().equals(mode))
                        .findFirst()
                        .orElseThrow(() -> new InvalidSettingsException("The setting quote_mode is '" + mode
                                + "'. Allowed are " + Arrays.toString(Quotes.values()) + ".")),
                RequiredText.of(advanced, "separator_replacement"),
                advanced.getChar("decimal_separator"),
                advanced.getBoolean("use_scientific_format"),
                advanced.getBoolean("keep_trailing_zero_in_decimals"));
    }

    /** The text of a cell, not yet quoted. */
    String of(DataCell cell) {
        if (cell.isMissing()) {
            return missing;
        }
        if (cell instanceof DoubleCell && !scientific) {
            return plain(((DoubleValue) cell).getDoubleValue());
        }
        String text = cell.toString();
        boolean unquotable = quotes == Quotes.NEVER && !(cell instanceof DoubleValue);
        return unquotable ? text.replace(String.valueOf(format.delimiter()), delimiterReplacement) : text;
    }

    private String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        String digits =
                new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        if (trailingZero && digits.indexOf('.') < 0) {
            digits += ".0";
        }
        return digits.replace('.', decimal);
    }
}
