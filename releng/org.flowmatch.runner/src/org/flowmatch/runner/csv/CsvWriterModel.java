// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.flowmatch.runner.csv.CsvWriteSettings.IfExists;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Writes its table into a CSV file. Already configuring refuses a file that must not be overwritten, or a missing folder. */
public final class CsvWriterModel extends NodeModel {
    private final Path workflow;
    private NodeSettings stored = new NodeSettings("model");
    private Optional<CsvWriteSettings> settings = Optional.empty();

    /** @param workflow directory that workflow-relative paths start in */
    public CsvWriterModel(Path workflow) {
        super(1, 0);
        this.workflow = workflow;
        CsvWriteSettings.saveDefaults(stored);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        CsvWriteSettings now = chosen();
        Path file = target(now);
        if (now.ifExists() == IfExists.FAIL && Files.exists(file)) {
            throw new InvalidSettingsException(
                    "The file " + file + " exists already. Remove it, or set if_path_exists to overwrite or append.");
        }
        Path folder = file.getParent();
        if (!now.createFolders() && folder != null && !Files.isDirectory(folder)) {
            throw new InvalidSettingsException(
                    "The folder " + folder + " does not exist. Make it, or turn on create_missing_folders.");
        }
        if (now.comments()) {
            setWarningMessage("The comment lines of the settings are left out: this runner does not write them.");
        }
        return new DataTableSpec[0];
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        CsvWriteSettings now = chosen();
        Path file = target(now);
        Path folder = file.getParent();
        if (now.createFolders() && folder != null) {
            Files.createDirectories(folder);
        }
        boolean append = now.ifExists() == IfExists.APPEND && Files.exists(file);
        boolean header = now.text().header() && (!append || now.headerOnAppend());
        new CsvFile(file).write(inputs[0], now.text(), now.gzip(), append, header, exec);
        return new BufferedDataTable[0];
    }

    private CsvWriteSettings chosen() throws InvalidSettingsException {
        return settings.orElseThrow(() -> new InvalidSettingsException(
                "No file is chosen. Set the path of the CSV file (file_chooser_settings)."));
    }

    private Path target(CsvWriteSettings now) throws InvalidSettingsException {
        return now.location()
                .file(workflow)
                .orElseThrow(() -> new InvalidSettingsException("The CSV Writer cannot write to the URL "
                        + now.location().path() + ". Give a file: a path, or a URL that starts with file: or"
                        + " knime://knime.workflow/."));
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO model) {
        stored.copyTo(model);
    }

    @Override
    protected void validateSettings(NodeSettingsRO model) throws InvalidSettingsException {
        CsvWriteSettings.load(model);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO model) throws InvalidSettingsException {
        settings = Optional.of(CsvWriteSettings.load(model));
        stored = new NodeSettings("model");
        model.copyTo(stored);
    }

    @Override
    protected void reset() {
        // nothing is kept between executions
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the file
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the file
    }
}
