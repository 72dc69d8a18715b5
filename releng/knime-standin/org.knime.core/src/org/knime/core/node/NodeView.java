// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** A Swing view of a node; this platform opens none. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> {

    protected NodeView(final T model) {
        super(model);
    }

    protected abstract void onOpen();

    protected abstract void onClose();

    @Override
    protected void callOpenView(final String title) {
        onOpen();
    }

    public final void callCloseView() {
        onClose();
    }
}
