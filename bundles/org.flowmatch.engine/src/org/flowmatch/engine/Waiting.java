// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * Waiting for another thread, so that its failures reach the caller as if they had happened here: what it threw is thrown as
 * it is, and an interrupt of the wait is a cancel that leaves the thread's interrupt flag set.
 */
public final class Waiting {
    private Waiting() {}

    /** A wait that may be interrupted, such as {@code future::get}. */
    @FunctionalInterface
    public interface Wait<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    /**
     * @param interrupted the message of the cancel when this thread is interrupted
     * @throws CancellationException when this thread is interrupted
     * @throws RuntimeException that the other thread threw; its errors are thrown as well, a checked exception in an
     *     {@link IllegalStateException}
     */
    public static <T> T until(Wait<T> wait, String interrupted) {
        try {
            return wait.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(interrupted);
            cancelled.initCause(e);
            throw cancelled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
