// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.standin.NodeHandle;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;
import org.knime.base.node.io.filehandling.csv.writer.CSVWriter2NodeFactory;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;

/** Settings of CSV Readers and Writers as a dialog would leave them, and tables as text. */
public final class CsvNodes {
    private CsvNodes() {}

    /** A reader of a file below the workflow directory. */
    public static NodeSettings reader(String path) throws InvalidSettingsException {
        return withPath(new CSVTableReaderNodeFactory(), "file_selection", path);
    }

    /** A writer of a file below the workflow directory. */
    public static NodeSettings writer(String path) throws InvalidSettingsException {
        return withPath(new CSVWriter2NodeFactory(), "file_chooser_settings", path);
    }

    private static NodeSettings withPath(NodeFactory<? extends NodeModel> factory, String chooser, String path)
            throws InvalidSettingsException {
        NodeSettings model = new NodeSettings("model");
        NodeHandle.create(factory, null).saveSettings(model);
        model.getNodeSettings("settings")
                .getNodeSettings(chooser)
                .getNodeSettings("path")
                .addString("path", path);
        return model;
    }

    /** Runs one CSV Reader on a text in a file, with options of the form "key,value,type". */
    public static WorkflowRun read(Path directory, String text, Charset charset, String... options) throws Exception {
        Files.write(directory.resolve("in.csv"), text.getBytes(charset));
        return read(directory, options);
    }

    /** Runs one CSV Reader on the file in.csv. */
    public static WorkflowRun read(Path directory, String... options) throws IOException, InvalidSettingsException {
        WorkflowFolder folder =
                new WorkflowFolder(directory).node("CSV Reader", CSVTableReaderNodeFactory.class, reader("in.csv"));
        String[] withNode =
                List.of(options).stream().map(option -> "1," + option).toArray(String[]::new);
        return new WorkflowRunner(RunSettings.withOptions(withNode), new QuietListener()).run(folder.write());
    }

    /** The table as lines: names and types of the columns, then a row's key and cells; a missing cell is "?". */
    public static List<String> lines(BufferedDataTable table) {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        table.getDataTableSpec()
                .forEach(column -> columns.add(
                        column.getName() + ":" + column.getType().getCellClass().getSimpleName()));
        lines.add(String.join("|", columns));
        for (DataRow row : table) {
            List<String> cells = new ArrayList<>(List.of(row.getKey().getString()));
            for (DataCell cell : row) {
                cells.add(cell.isMissing() ? "?" : cell.toString());
            }
            lines.add(String.join("|", cells));
        }
        return lines;
    }
}
