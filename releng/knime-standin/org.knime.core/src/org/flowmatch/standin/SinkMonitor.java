// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.util.function.BooleanSupplier;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.workflow.NodeProgress;

/** A progress monitor with a sink and an outer source of cancels. */
final class SinkMonitor extends DefaultNodeProgressMonitor {

    private final BooleanSupplier m_cancelled;

    SinkMonitor(final ProgressSink sink, final BooleanSupplier cancelled) {
        m_cancelled = cancelled;
        addProgressListener(event -> {
            NodeProgress progress = event.getNodeProgress();
            sink.progress(
                    progress.hasProgress() ? progress.getProgress() : -1,
                    progress.hasMessage() ? progress.getMessage() : "");
        });
    }

    @Override
    protected boolean isCanceled() {
        return m_cancelled.getAsBoolean() || super.isCanceled();
    }
}
