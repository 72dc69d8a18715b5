// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static void awaitFailure(Throwable failure) {
        Waiting.until(CompletableFuture.failedFuture(failure)::get, "Interrupted.");
    }

    @Test
    void givesWhatTheOtherThreadMade() {
        assertEquals(7, Waiting.until(CompletableFuture.completedFuture(7)::get, "Interrupted."));
    }

    @Test
    void failuresPassAsTheyAre() {
        FlowException problem = new FlowException("No.", "Yes.");
        assertSame(problem, assertThrows(FlowException.class, () -> awaitFailure(problem)));
        Error error = new AssertionError();
        assertSame(error, assertThrows(AssertionError.class, () -> awaitFailure(error)));
        IOException checked = new IOException("disc");
        assertSame(
                checked,
                assertThrows(IllegalStateException.class, () -> awaitFailure(checked))
                        .getCause());
    }

    @Test
    void anInterruptIsACancelAndStaysSet() {
        Thread.currentThread().interrupt();
        var cancelled = assertThrows(
                CancellationException.class,
                () -> Waiting.until(new CompletableFuture<Integer>()::get, "Stopped here."));
        assertTrue(Thread.interrupted(), "the flag is set again");
        assertEquals("Stopped here.", cancelled.getMessage());
        assertTrue(cancelled.getCause() instanceof InterruptedException);
    }
}
