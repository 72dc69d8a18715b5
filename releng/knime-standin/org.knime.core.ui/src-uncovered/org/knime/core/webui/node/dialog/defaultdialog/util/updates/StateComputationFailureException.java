// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** Stops the computation of a dialog's state. Its package is not exported: nodes can neither throw nor catch it. */
public final class StateComputationFailureException extends Exception {

    private static final long serialVersionUID = 1;

    public StateComputationFailureException(String message) {
        super(message);
    }
}
