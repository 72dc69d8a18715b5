// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Interrupts a working thread once its execution is cancelled, as the application does. */
final class CancelWatch implements AutoCloseable {

    private static final long PERIOD_MS = 20;

    private final ExecutionMonitor m_exec;
    private final Thread m_worker = Thread.currentThread();
    private boolean m_ended;
    private CanceledExecutionException m_cancelled;

    private CancelWatch(final ExecutionMonitor exec) {
        m_exec = exec;
    }

    /** Watches over what the calling thread does until the watch is closed. */
    static CancelWatch over(final ExecutionMonitor exec) {
        var watch = new CancelWatch(exec);
        var thread = new Thread(watch::run, "cancel-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private synchronized void run() {
        try {
            while (!m_ended) {
                m_exec.checkCanceled();
                wait(PERIOD_MS);
            }
        } catch (CanceledExecutionException cancelled) {
            m_cancelled = cancelled;
            m_worker.interrupt();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("Nobody interrupts the watch.", impossible);
        }
    }

    /** Throws when the execution is cancelled. */
    void check() throws CanceledExecutionException {
        m_exec.checkCanceled();
    }

    /** Ends the watch and takes back its interrupt. */
    @Override
    public synchronized void close() {
        m_ended = true;
        notifyAll();
        if (m_cancelled != null) {
            Thread.interrupted();
        }
    }
}
