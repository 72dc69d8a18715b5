// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stands for "no provider" in annotations, which cannot hold null. */
class NoopProvider<T> implements StateProvider<T> {

    @Override
    public void init(StateProviderInitializer initializer) {
        throw new UnsupportedOperationException("this provider only marks the absence of one");
    }

    @Override
    public T computeState(NodeParametersInput context) {
        throw new UnsupportedOperationException("this provider only marks the absence of one");
    }
}
