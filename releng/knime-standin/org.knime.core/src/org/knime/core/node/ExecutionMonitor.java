// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** Reports progress and tells of a cancel. */
public class ExecutionMonitor {

    private final NodeProgressMonitor m_monitor;

    public ExecutionMonitor() {
        this(new DefaultNodeProgressMonitor());
    }

    public ExecutionMonitor(final NodeProgressMonitor monitor) {
        m_monitor = monitor;
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return m_monitor;
    }

    public void checkCanceled() throws CanceledExecutionException {
        m_monitor.checkCanceled();
    }

    public void setProgress(final double progress) {
        m_monitor.setProgress(progress);
    }

    public void setProgress(final double progress, final String message) {
        m_monitor.setProgress(progress, message);
    }

    public void setProgress(final double progress, final Supplier<String> message) {
        m_monitor.setProgress(progress, message);
    }

    public void setProgress(final String message) {
        m_monitor.setMessage(message);
    }

    public void setMessage(final String message) {
        m_monitor.setMessage(message);
    }

    public void setMessage(final Supplier<String> message) {
        m_monitor.setMessage(message);
    }

    public ExecutionMonitor createSubProgress(final double fraction) {
        return new ExecutionMonitor(new SubProgress(m_monitor, fraction, false));
    }

    public ExecutionMonitor createSilentSubProgress(final double fraction) {
        return new ExecutionMonitor(new SubProgress(m_monitor, fraction, true));
    }
}
