// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeView;

/** A node that makes the benchmark's table, so that no file of it has to be written and parsed. */
public final class MixedTableNodeFactory extends NodeFactory<MixedTableNodeModel> {

    @Override
    public MixedTableNodeModel createNodeModel() {
        return new MixedTableNodeModel();
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<MixedTableNodeModel> createNodeView(int index, MixedTableNodeModel model) {
        throw new IndexOutOfBoundsException("The node has no views.");
    }

    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        throw new IllegalStateException("The node has no dialog.");
    }
}
