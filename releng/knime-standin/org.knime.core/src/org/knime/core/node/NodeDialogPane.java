// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** A Swing dialog of a node; this platform opens none. */
public abstract class NodeDialogPane {

    protected NodeDialogPane() {}

    protected abstract void saveSettingsTo(NodeSettingsWO settings) throws InvalidSettingsException;
}
