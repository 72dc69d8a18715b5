// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AsideTest {

    private static final class Watching implements Monitor {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private volatile boolean cancelled;

        @Override
        public void report(double fraction, String message) {
            messages.add(message);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }

    /** As a native call does, which knows nothing of interrupts. */
    private static void awaitWhateverHappens(CountDownLatch end) {
        while (end.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void theResultAndTheReportsComeThrough() {
        Watching monitor = new Watching();
        assertEquals(
                "result",
                Aside.run(
                        inner -> {
                            inner.report(0.5, "half");
                            return "result";
                        },
                        monitor));
        assertEquals(List.of("half"), monitor.messages);
    }

    @Test
    void aFailureIsThrownAsItIs() {
        FlowException failure = new FlowException("problem", "remedy");
        assertSame(
                failure,
                assertThrows(
                        FlowException.class,
                        () -> Aside.run(
                                inner -> {
                                    throw failure;
                                },
                                Monitor.none())));
    }

    @Test
    void aCancelDoesNotWaitForTheWorkWhichThenLearnsOfIt() throws Exception {
        Watching monitor = new Watching();
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Boolean> learnt = new CompletableFuture<>();
        assertThrows(
                CancellationException.class,
                () -> Aside.run(
                        inner -> {
                            monitor.cancelled = true;
                            awaitWhateverHappens(end);
                            monitor.cancelled = false; // even if the monitor forgot, the caller has gone
                            inner.report(1, "too late");
                            learnt.complete(inner.cancelled());
                            return null;
                        },
                        monitor));
        assertFalse(learnt.isDone(), "the work is still at it");
        end.countDown();
        assertTrue(learnt.get(1, TimeUnit.MINUTES));
        assertEquals(List.of(), monitor.messages);
    }

    @Test
    void anInterruptIsACancel() {
        CountDownLatch end = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThrows(
                CancellationException.class,
                () -> Aside.run(
                        inner -> {
                            awaitWhateverHappens(end);
                            return null;
                        },
                        Monitor.none()));
        assertTrue(Thread.interrupted());
        end.countDown();
    }
}
