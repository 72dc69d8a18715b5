// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.runner.workflow.RequiredText;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * The settings of the CSV Writer under the keys that KNIME stores them with.
 *
 * @param location where the file is written
 * @param createFolders whether missing folders on the way are made
 * @param ifExists what happens when the file exists
 * @param text how the table becomes text
 * @param gzip whether the file is packed
 * @param headerOnAppend whether the header is written again when rows are appended to a file
 * @param comments whether the settings ask for comment lines, which this runner leaves out
 */
public record CsvWriteSettings(
        FileLocation location,
        boolean createFolders,
        IfExists ifExists,
        CsvText text,
        boolean gzip,
        boolean headerOnAppend,
        boolean comments) {

    /** What happens when the file exists; stored in lower case. */
    public enum IfExists {
        FAIL,
        OVERWRITE,
        APPEND
    }

    public CsvWriteSettings {
        if (gzip && ifExists == IfExists.APPEND) {
            throw new IllegalArgumentException("The settings ask to append to a file (if_path_exists) and to pack it"
                    + " (compress_with_gzip). Choose one of them.");
        }
    }

    /**
     * Reads the config {@code model} of a CSV Writer.
     *
     * @throws InvalidSettingsException when a key is missing, or a setting has no counterpart here
     */
    public static CsvWriteSettings load(NodeSettingsRO model) throws InvalidSettingsException {
        NodeSettingsRO settings = model.getNodeSettings("settings");
        NodeSettingsRO chooser = settings.getNodeSettings("file_chooser_settings");
        NodeSettingsRO advanced = model.getNodeSettings("advanced_settings");
        NodeSettingsRO comments = model.getNodeSettings("comment_header_settings");
        String policy = RequiredText.of(chooser, "if_path_exists");
        try {
            return new CsvWriteSettings(
                    FileLocation.load(chooser),
                    chooser.getBoolean("create_missing_folders"),
                    Arrays.stream(IfExists.values())
                            .filter(value ->
                                    value.name().toLowerCase(Locale.ROOT).equals(policy))
                            .findFirst()
                            .orElseThrow(() -> new InvalidSettingsException("The setting if_path_exists is '" + policy
                                    + "'. Allowed are fail, overwrite and append.")),
                    CsvText.load(model),
                    advanced.getBoolean("compress_with_gzip"),
                    !settings.getBoolean("skip_column_header_on_append"),
                    comments.getBoolean("add_time_to_comment")
                            || comments.getBoolean("add_user_to_comment")
                            || comments.getBoolean("add_table_name_to_comment")
                            || comments.getBoolean("add_custom_text_to_comment"));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** Fills the config {@code model} of a new CSV Writer, complete: KNIME refuses to load one key less. */
    static void saveDefaults(NodeSettingsWO model) {
        NodeSettingsWO settings = model.addNodeSettings("settings");
        NodeSettingsWO chooser = settings.addNodeSettings("file_chooser_settings");
        new FileLocation("RELATIVE", Optional.of("knime.workflow"), "").save(chooser);
        chooser.addBoolean("create_missing_folders", false);
        chooser.addString("if_path_exists", "fail");
        settings.addString("column_delimiter", ",");
        settings.addString("row_delimiter", null);
        settings.addChar("quote_char", '"');
        settings.addChar("quote_escape_char", '"');
        settings.addBoolean("write_column_header", true);
        settings.addBoolean("skip_column_header_on_append", false);
        settings.addBoolean("write_row_header", false);
        NodeSettingsWO advanced = model.addNodeSettings("advanced_settings");
        advanced.addString("missing_value_pattern", "");
        advanced.addBoolean("compress_with_gzip", false);
        advanced.addString("quote_mode", "STRINGS_ONLY");
        advanced.addString("separator_replacement", "");
        advanced.addChar("decimal_separator", '.');
        advanced.addBoolean("use_scientific_format", false);
        advanced.addBoolean("keep_trailing_zero_in_decimals", false);
        NodeSettingsWO comments = model.addNodeSettings("comment_header_settings");
        comments.addString("comment_line_marker", "#");
        comments.addString("comment_indentation", "\t");
        comments.addBoolean("add_time_to_comment", false);
        comments.addBoolean("add_user_to_comment", false);
        comments.addBoolean("add_table_name_to_comment", false);
        comments.addBoolean("add_custom_text_to_comment", false);
        comments.addString("custom_comment_text", "");
        model.addNodeSettings("encoding").addString("character_set", "UTF-8");
    }
}
