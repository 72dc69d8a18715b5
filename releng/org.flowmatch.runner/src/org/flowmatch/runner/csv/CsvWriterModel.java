// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.IoReason;
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
        checkWritable(file, folder);
        warn(now, true);
        return new DataTableSpec[0];
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        CsvWriteSettings now = chosen();
        Path file = target(now);
        Path folder = file.getParent();
        if (now.createFolders() && folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new IOException("The folder " + folder + " cannot be made: " + IoReason.of(e) + ".", e);
            }
        }
        boolean alone =
                new CsvFile(file).write(inputs[0], now.text(), now.gzip(), now.ifExists(), now.headerOnAppend(), exec);
        warn(now, alone);
        return new BufferedDataTable[0];
    }

    private static void checkWritable(Path file, Path folder) throws InvalidSettingsException {
        try {
            Path present = folder;
            while (present != null && !Files.exists(present)) {
                present = present.getParent();
            }
            if (present == null || present.equals(folder)) {
                new CsvFile(file).check();
            } else if (!Files.isDirectory(present) || !Files.isWritable(present)) {
                throw new IOException("The folder " + folder + " cannot be made: " + present
                        + (Files.isDirectory(present) ? " may not be written to." : " is not a folder."));
            }
        } catch (IOException e) {
            throw new InvalidSettingsException(e.getMessage() + " Choose another file (file_chooser_settings).", e);
        }
    }

    private void warn(CsvWriteSettings now, boolean alone) {
        List<String> warnings = new ArrayList<>();
        if (now.comments()) {
            warnings.add("The comment lines of the settings are left out: this runner does not write them.");
        }
        if (!alone) {
            warnings.add("Another program wrote the same file at the same time. The file holds the rows of this node"
                    + " alone.");
        }
        if (!warnings.isEmpty()) {
            setWarningMessage(String.join("\n", warnings));
        }
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
