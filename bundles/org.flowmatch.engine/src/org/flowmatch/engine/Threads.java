// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The engine's own threads: named for their work, and never what keeps a process from ending. */
public final class Threads {
    private Threads() {}

    /** A thread that is not started yet. */
    public static Thread of(Runnable task, String work) {
        Thread thread = new Thread(task, "flow-matching-" + work);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * @param count of threads, at least 1
     * @param work what they do, in their names
     */
    public static ExecutorService pool(int count, String work) {
        return Executors.newFixedThreadPool(count, task -> of(task, work));
    }
}
