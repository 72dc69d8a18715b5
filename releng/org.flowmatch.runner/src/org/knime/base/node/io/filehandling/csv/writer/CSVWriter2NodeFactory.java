// SPDX-License-Identifier: Apache-2.0
package org.knime.base.node.io.filehandling.csv.writer;

import java.nio.file.Path;
import org.flowmatch.runner.WorkflowBound;
import org.flowmatch.runner.csv.CsvWriterModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeView;

/**
 * Stands in for KNIME's CSV Writer under its real name and settings keys, so that one workflow directory runs here and opens in
 * KNIME. Without a workflow, relative paths start in the working directory.
 */
public final class CSVWriter2NodeFactory extends NodeFactory<CsvWriterModel> implements WorkflowBound {
    private final Path workflow;

    public CSVWriter2NodeFactory() {
        this(Path.of(""));
    }

    private CSVWriter2NodeFactory(Path workflow) {
        this.workflow = workflow.toAbsolutePath();
    }

    @Override
    public CSVWriter2NodeFactory in(Path directory) {
        return new CSVWriter2NodeFactory(directory);
    }

    @Override
    public CsvWriterModel createNodeModel() {
        return new CsvWriterModel(workflow);
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<CsvWriterModel> createNodeView(int index, CsvWriterModel model) {
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
