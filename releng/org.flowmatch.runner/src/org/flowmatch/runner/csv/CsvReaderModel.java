// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * Reads one CSV file into a table; rows are called Row0, Row1, ... unless the file names them. Already configuring looks
 * into a file that is there, so that later nodes know its columns before anything runs.
 */
public final class CsvReaderModel extends NodeModel {
    private static final FileLocation NO_FILE = new FileLocation("RELATIVE", Optional.of("knime.workflow"), "");

    private final Path workflow;
    private NodeSettings stored = new NodeSettings("model");
    private Optional<CsvReadSettings> settings = Optional.empty();
    private Optional<Guess> guess = Optional.empty();

    private record Guess(String fingerprint, CsvTable table) {}

    /** @param workflow directory that workflow-relative paths start in */
    public CsvReaderModel(Path workflow) {
        super(0, 1);
        this.workflow = workflow;
        CsvReadDefaults.save(stored, NO_FILE);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        CsvReadSettings now = chosen();
        warn(Optional.empty());
        CsvSource source = new CsvSource(now.location(), workflow);
        if (!source.isPresent()) {
            return new DataTableSpec[] {null};
        }
        try {
            CsvTable table = table(now, source, () -> {});
            warn(table.doubt());
            return new DataTableSpec[] {table.spec(source.shown())};
        } catch (IOException | CanceledExecutionException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec) throws Exception {
        CsvReadSettings now = chosen();
        CsvSource source = new CsvSource(now.location(), workflow);
        CsvTable table = table(now, source, exec::checkCanceled);
        warn(table.doubt());
        int first = now.rowIds() ? 1 : 0;
        BufferedDataContainer container = exec.createDataContainer(table.spec(source.shown()));
        try (CsvRows rows = new CsvRows(now, source)) {
            if (now.header()) {
                rows.next();
            }
            long most = now.maxRows().orElse(Long.MAX_VALUE);
            long seen = 0;
            long added = 0;
            for (CsvRow row = rows.next(); row != null && added < most; row = rows.next()) {
                if (seen++ % 1000 == 0) {
                    exec.checkCanceled();
                    exec.setProgress(rows.progress(), "Read " + added + " rows");
                }
                if (seen > now.skipRows() && !(now.skipEmptyRows() && row.isEmpty())) {
                    container.addRowToTable(new DefaultRow(
                            key(row, first, added, source), table.cells(row, first, now, source.shown())));
                    added++;
                }
            }
        } finally {
            container.close();
        }
        return new BufferedDataTable[] {container.getTable()};
    }

    private void warn(Optional<String> doubt) throws InvalidSettingsException {
        String edited =
                "Columns that were renamed, moved or left out on the Transformation tab of the dialog are read as"
                        + " they are in the file: this runner does not know that tab.";
        Optional<String> tab = CsvTransformation.isEdited(stored) ? Optional.of(edited) : Optional.empty();
        if (tab.isPresent() || doubt.isPresent()) {
            setWarningMessage(String.join(
                    "\n", Stream.of(tab, doubt).flatMap(Optional::stream).toList()));
        }
    }

    private CsvReadSettings chosen() throws InvalidSettingsException {
        return settings.orElseThrow(() ->
                new InvalidSettingsException("No file is chosen. Set the path of the CSV file (file_selection)."));
    }

    private static RowKey key(CsvRow row, int first, long number, CsvSource source) throws IOException {
        if (first == 0) {
            return RowKey.createRowKey(number);
        }
        if (row.cells().length == 0 || row.cells()[0] == null) {
            throw new IOException("Line " + row.line() + " of " + source.shown()
                    + " has no row id: its first cell is empty. Fill it in, or turn off has_row_id.");
        }
        return new RowKey(row.cells()[0]);
    }

    private CsvTable table(CsvReadSettings now, CsvSource source, CsvTable.Alive alive)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        String fingerprint = source.isPresent() ? source.fingerprint() : "";
        if (fingerprint.isEmpty()
                || guess.isEmpty()
                || !guess.get().fingerprint().equals(fingerprint)) {
            guess = Optional.of(new Guess(fingerprint, CsvTable.guess(now, source, alive)));
        }
        return guess.get().table();
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO model) {
        stored.copyTo(model);
    }

    @Override
    protected void validateSettings(NodeSettingsRO model) throws InvalidSettingsException {
        CsvReadSettings.load(model);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO model) throws InvalidSettingsException {
        settings = Optional.of(CsvReadSettings.load(model));
        guess = Optional.empty();
        stored = new NodeSettings("model");
        model.copyTo(stored);
    }

    @Override
    protected void reset() {
        guess = Optional.empty();
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the table
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the table
    }
}
