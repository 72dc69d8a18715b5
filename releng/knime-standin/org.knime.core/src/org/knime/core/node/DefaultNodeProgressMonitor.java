// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeProgress;
import org.knime.core.node.workflow.NodeProgressEvent;
import org.knime.core.node.workflow.NodeProgressListener;

/** The monitor of a whole execution. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private final List<NodeProgressListener> m_listeners = new CopyOnWriteArrayList<>();
    private Double m_progress;
    private String m_message;
    private volatile boolean m_cancelled;

    public DefaultNodeProgressMonitor() {}

    public DefaultNodeProgressMonitor(final NodeProgressListener listener) {
        addProgressListener(listener);
    }

    protected boolean isCanceled() {
        return m_cancelled || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            throw new CanceledExecutionException(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
        }
    }

    @Override
    public void setExecuteCanceled() {
        m_cancelled = true;
    }

    @Override
    public synchronized void reset() {
        m_cancelled = false;
        m_progress = null;
        m_message = null;
    }

    @Override
    public void setProgress(final double progress) {
        change(progress, getMessage());
    }

    @Override
    public void setProgress(final double progress, final String message) {
        change(progress, message);
    }

    @Override
    public void setProgress(final double progress, final Supplier<String> message) {
        change(progress, message.get());
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    @Override
    public void setMessage(final String message) {
        change(getProgress(), message);
    }

    @Override
    public void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** Takes over the message; a progress that is not a number or negative is left out, one above 1 is 1. */
    private void change(final Double progress, final String message) {
        Double bounded = progress != null && progress >= 0 ? Double.valueOf(Math.min(1, progress)) : getProgress();
        synchronized (this) {
            if (Objects.equals(bounded, m_progress) && Objects.equals(message, m_message)) {
                return;
            }
            m_progress = bounded;
            m_message = message;
        }
        var event = new NodeProgressEvent(NodeID.ROOTID, new NodeProgress(bounded, message));
        m_listeners.forEach(listener -> listener.progressChanged(event));
    }

    @Override
    public synchronized Double getProgress() {
        return m_progress;
    }

    @Override
    public synchronized String getMessage() {
        return m_message;
    }

    @Override
    public void addProgressListener(final NodeProgressListener listener) {
        m_listeners.add(listener);
    }

    @Override
    public void removeProgressListener(final NodeProgressListener listener) {
        m_listeners.remove(listener);
    }

    @Override
    public void removeAllProgressListener() {
        m_listeners.clear();
    }
}
