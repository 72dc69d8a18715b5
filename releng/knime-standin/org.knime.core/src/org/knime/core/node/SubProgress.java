// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** A monitor whose whole progress is a fraction of its parent's; a silent one keeps its messages to itself. */
final class SubProgress extends DefaultNodeProgressMonitor {

    private final NodeProgressMonitor m_parent;
    private final double m_fraction;
    private double m_reported;

    SubProgress(final NodeProgressMonitor parent, final double fraction, final boolean silent) {
        m_parent = parent;
        m_fraction = fraction;
        addProgressListener(event -> {
            if (event.getNodeProgress().hasProgress()) {
                report(event.getNodeProgress().getProgress());
            }
            if (!silent && event.getNodeProgress().hasMessage()) {
                parent.setMessage(event.getNodeProgress().getMessage());
            }
        });
    }

    /** Adds what is new to the parent's progress, so that several parts may go on at the same time. */
    private void report(final double progress) {
        synchronized (m_parent) {
            double before = m_parent.getProgress() == null ? 0 : m_parent.getProgress();
            m_parent.setProgress(before + (progress - m_reported) * m_fraction);
            m_reported = progress;
        }
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        m_parent.checkCanceled();
    }

    @Override
    public void setExecuteCanceled() {
        m_parent.setExecuteCanceled();
    }
}
