// SPDX-License-Identifier: Apache-2.0
package org.knime.base.node.preproc.pmml.missingval.compute;

import org.flowmatch.runner.missing.MissingValueModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeView;

/**
 * Stands in for KNIME's Missing Value under its real name and settings keys, so that one workflow directory runs here and opens
 * in KNIME.
 */
public final class MissingValueHandlerNodeFactory extends NodeFactory<MissingValueModel> {

    @Override
    public MissingValueModel createNodeModel() {
        return new MissingValueModel();
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<MissingValueModel> createNodeView(int index, MissingValueModel model) {
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
