// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import org.flowmatch.engine.Monitor;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/**
 * Shows an engine operation's progress on its node and hands the node's cancel to the engine. A cancel is noticed by the
 * context and by the interrupt of the thread that executes the node, whichever comes first; the interrupt is left set.
 */
public final class NodeMonitor implements Monitor {
    private final ExecutionContext context;
    private final Thread executing = Thread.currentThread();
    private volatile Exception cancel;

    /** To be made by the thread that executes the node. */
    public NodeMonitor(ExecutionContext context) {
        this.context = context;
    }

    @Override
    public void report(double fraction, String message) {
        context.setProgress(Math.max(0, Math.min(1, fraction)), message);
    }

    @Override
    public boolean cancelled() {
        if (cancel != null || executing.isInterrupted()) {
            return true;
        }
        try {
            context.checkCanceled();
        } catch (CanceledExecutionException e) {
            cancel = e;
        }
        return cancel != null;
    }
}
