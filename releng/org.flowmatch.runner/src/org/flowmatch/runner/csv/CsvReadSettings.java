// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.util.OptionalLong;
import org.flowmatch.runner.workflow.RequiredText;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * The settings of the CSV Reader under the keys that KNIME stores them with; see {@link CsvReadDefaults} for the layout.
 *
 * @param location where the file lies
 * @param format how its cells are set apart
 * @param numbers how numbers are written
 * @param header whether the first line names the columns
 * @param rowIds whether the first cell of each line names the row
 * @param shortRows whether a line may hold fewer cells than the table has columns
 * @param skipEmptyRows whether lines without any value are left out
 * @param trimQuoted whether blanks inside quotes are trimmed and the quotes removed (KNIME's default), or both are kept
 * @param emptyQuotesMissing whether an empty quoted cell is missing rather than an empty text
 * @param skipLines lines left out at the start of the file, before the header
 * @param skipRows data rows left out at the start of the table
 * @param maxRows the most data rows that are read
 * @param scanRows the number of rows from which the types of the columns are guessed
 * @param maxColumns a line with more cells is an error
 */
public record CsvReadSettings(
        FileLocation location,
        CsvFormat format,
        NumberText numbers,
        boolean header,
        boolean rowIds,
        boolean shortRows,
        boolean skipEmptyRows,
        boolean trimQuoted,
        boolean emptyQuotesMissing,
        long skipLines,
        long skipRows,
        OptionalLong maxRows,
        OptionalLong scanRows,
        int maxColumns) {

    /**
     * Reads the config {@code model} of a CSV Reader.
     *
     * @throws InvalidSettingsException when a key is missing, or a setting has no counterpart here
     */
    public static CsvReadSettings load(NodeSettingsRO model) throws InvalidSettingsException {
        NodeSettingsRO settings = model.getNodeSettings("settings");
        NodeSettingsRO advanced = model.getNodeSettings("advanced_settings");
        NodeSettingsRO limits = model.getNodeSettings("limit_rows");
        NodeSettingsRO selection = settings.getNodeSettings("file_selection");
        refuse(
                !RequiredText.of(selection.getNodeSettings("filter_mode"), "filter_mode")
                        .equals("FILE"),
                "filter_mode",
                "reading a whole folder");
        refuse(settings.getBoolean("prepend_file_idx_to_row_id", false), "prepend_file_idx_to_row_id", "file numbers");
        refuse(
                advanced.getBoolean("append_path_column_Internals", false),
                "append_path_column_Internals",
                "a column with the path");
        String lineBreak = RequiredText.of(settings, "row_delimiter");
        refuse(
                !settings.getBoolean("use_line_break_row_delimiter", false) && !lineBreak.matches("\r?\n|\r"),
                "row_delimiter",
                "a row delimiter that is not a line break");
        try {
            return new CsvReadSettings(
                    FileLocation.load(selection),
                    CsvFormat.of(
                            RequiredText.of(settings, "column_delimiter"),
                            withoutNul(settings.getString("quote_char")),
                            withoutNul(settings.getString("quote_escape_char")),
                            withoutNul(settings.getString("comment_char")),
                            model.getNodeSettings("encoding").getString("charset")),
                    new NumberText(
                            character(advanced.getString("thousands_separator", ""), "thousands_separator"),
                            character(advanced.getString("decimal_separator", "."), "decimal_separator")),
                    settings.getBoolean("has_column_header"),
                    settings.getBoolean("has_row_id"),
                    settings.getBoolean("support_short_data_rows"),
                    settings.getBoolean("skip_empty_data_rows"),
                    RequiredText.of(advanced, "quote_option").equals("REMOVE_QUOTES_AND_TRIM"),
                    advanced.getBoolean("replace_empty_quotes_with_missing"),
                    limits.getBoolean("skip_lines") ? limits.getLong("number_of_lines_to_skip") : 0,
                    limits.getBoolean("skip_data_rows") ? limits.getLong("number_of_rows_to_skip") : 0,
                    limit(limits.getBoolean("limit_data_rows"), limits, "max_rows"),
                    limit(advanced.getBoolean("limit_data_rows_scanned"), advanced, "max_data_rows_scanned"),
                    advanced.getInt("maximum_number_of_columns"));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static OptionalLong limit(boolean limited, NodeSettingsRO settings, String key)
            throws InvalidSettingsException {
        long value = settings.getLong(key);
        if (limited && value < 0) {
            throw new InvalidSettingsException("The setting " + key + " is " + value + ". It must be 0 or more.");
        }
        return limited ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static String withoutNul(String text) {
        return text == null ? "" : text.replace("\0", "");
    }

    private static char character(String text, String key) throws InvalidSettingsException {
        String visible = withoutNul(text);
        if (visible.length() > 1) {
            throw new InvalidSettingsException(
                    "The setting " + key + " is '" + visible + "'. It must be one character or empty.");
        }
        return visible.isEmpty() ? CsvFormat.NONE : visible.charAt(0);
    }

    private static void refuse(boolean condition, String key, String what) throws InvalidSettingsException {
        if (condition) {
            throw new InvalidSettingsException("The setting " + key + " asks for " + what
                    + ", which this runner's CSV Reader does not support. Run the workflow in KNIME for that.");
        }
    }
}
