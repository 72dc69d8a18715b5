// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and a polite kill) into a cancel: the process ends once the work that this guards has come to its end and
 * cleaned up, or after a few seconds.
 */
final class CancelOnExit implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /**
     * @param cancel tells the work to stop
     * @param leave puts the terminal in order when the work does not end in time
     */
    CancelOnExit(Runnable cancel, Runnable leave) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cancel, leave), "cancel"));
    }

    private void stop(Runnable cancel, Runnable leave) {
        if (!ended.isDone()) {
            cancel.run();
            if (!ended.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join()) {
                leave.run();
            }
        }
    }

    /** The work came to its end. */
    @Override
    public void close() {
        ended.complete(true);
    }
}
