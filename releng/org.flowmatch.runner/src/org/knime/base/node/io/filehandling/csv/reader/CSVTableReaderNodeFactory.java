// SPDX-License-Identifier: Apache-2.0
package org.knime.base.node.io.filehandling.csv.reader;

import java.nio.file.Path;
import org.flowmatch.runner.WorkflowBound;
import org.flowmatch.runner.csv.CsvReaderModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeView;

/**
 * Stands in for KNIME's CSV Reader under its real name and settings keys, so that one workflow directory runs here and opens in
 * KNIME. Without a workflow, relative paths start in the working directory.
 */
public final class CSVTableReaderNodeFactory extends NodeFactory<CsvReaderModel> implements WorkflowBound {
    private final Path workflow;

    public CSVTableReaderNodeFactory() {
        this(Path.of(""));
    }

    private CSVTableReaderNodeFactory(Path workflow) {
        this.workflow = workflow.toAbsolutePath();
    }

    @Override
    public CSVTableReaderNodeFactory in(Path directory) {
        return new CSVTableReaderNodeFactory(directory);
    }

    @Override
    public CsvReaderModel createNodeModel() {
        return new CsvReaderModel(workflow);
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<CsvReaderModel> createNodeView(int index, CsvReaderModel model) {
        return null;
    }

    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return null;
    }
}
