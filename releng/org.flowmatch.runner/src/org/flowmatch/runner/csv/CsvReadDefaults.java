// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import org.knime.core.node.NodeSettingsWO;

/** The settings of a new CSV Reader, complete: KNIME refuses to load one of these keys less. */
final class CsvReadDefaults {
    private CsvReadDefaults() {}

    /** Fills the config {@code model}. */
    static void save(NodeSettingsWO model, FileLocation location) {
        NodeSettingsWO settings = model.addNodeSettings("settings");
        NodeSettingsWO selection = settings.addNodeSettings("file_selection");
        location.save(selection);
        filterMode(selection.addNodeSettings("filter_mode"));
        settings.addBoolean("has_column_header", true);
        settings.addBoolean("has_row_id", false);
        settings.addBoolean("support_short_data_rows", false);
        settings.addBoolean("skip_empty_data_rows", false);
        settings.addBoolean("prepend_file_idx_to_row_id", false);
        settings.addString("comment_char", "#");
        settings.addString("column_delimiter", ",");
        settings.addString("quote_char", "\"");
        settings.addString("quote_escape_char", "\"");
        settings.addBoolean("use_line_break_row_delimiter", true);
        settings.addString("row_delimiter", "\n");
        settings.addInt("autodetect_buffer_size", 1 << 20);
        advanced(model.addNodeSettings("advanced_settings"));
        NodeSettingsWO limits = model.addNodeSettings("limit_rows");
        limits.addBoolean("skip_lines", false);
        limits.addLong("number_of_lines_to_skip", 1);
        limits.addBoolean("skip_data_rows", false);
        limits.addLong("number_of_rows_to_skip", 1);
        limits.addBoolean("limit_data_rows", false);
        limits.addLong("max_rows", 50);
        model.addNodeSettings("encoding").addString("charset", "UTF-8");
    }

    private static void advanced(NodeSettingsWO advanced) {
        advanced.addString("spec_merge_mode_Internals", "UNION");
        advanced.addBoolean("fail_on_differing_specs", true);
        advanced.addBoolean("append_path_column_Internals", false);
        advanced.addString("path_column_name_Internals", "File Path");
        advanced.addBoolean("limit_data_rows_scanned", true);
        advanced.addLong("max_data_rows_scanned", 10_000);
        advanced.addBoolean("save_table_spec_config_Internals", true);
        advanced.addBoolean("check_table_spec", true);
        advanced.addBoolean("limit_memory_per_column", true);
        advanced.addInt("maximum_number_of_columns", 8192);
        advanced.addString("quote_option", "REMOVE_QUOTES_AND_TRIM");
        advanced.addBoolean("replace_empty_quotes_with_missing", true);
        advanced.addBoolean("no_row_delimiters_in_quotes", false);
        advanced.addLong("min_chunk_size_in_bytes", 64L << 20);
        advanced.addInt("max_num_chunks_per_file", 8);
        advanced.addString("thousands_separator", "\0");
        advanced.addString("decimal_separator", ".");
    }

    private static void filterMode(NodeSettingsWO mode) {
        mode.addString("filter_mode", "FILE");
        mode.addBoolean("include_subfolders", false);
        NodeSettingsWO options = mode.addNodeSettings("filter_options");
        options.addBoolean("filter_files_extension", false);
        options.addString("files_extension_expression", "");
        options.addBoolean("files_extension_case_sensitive", false);
        options.addBoolean("filter_files_name", false);
        options.addString("files_name_expression", "*");
        options.addBoolean("files_name_case_sensitive", false);
        options.addString("files_name_filter_type", "WILDCARD");
        options.addBoolean("include_hidden_files", false);
        options.addBoolean("include_special_files", true);
        options.addBoolean("filter_folders_name", false);
        options.addString("folders_name_expression", "*");
        options.addBoolean("folders_name_case_sensitive", false);
        options.addString("folders_name_filter_type", "WILDCARD");
        options.addBoolean("include_hidden_folders", false);
        options.addBoolean("follow_links", true);
    }
}
