// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ChunksInOrderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void chunksComeInOrderAndNotFarAhead(int threads) {
        List<Integer> taken = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();
        ChunksInOrder.run(
                100,
                threads,
                chunk -> {
                    made.incrementAndGet();
                    return chunk;
                },
                chunk -> {
                    taken.add(chunk);
                    assertTrue(made.get() <= taken.size() + threads, made + " made, " + taken.size() + " taken");
                },
                Monitor.none());
        assertEquals(IntStream.range(0, 100).boxed().toList(), taken);
    }

    @Test
    void aFailureReachesTheCallerAfterTheChunksBeforeIt() {
        List<Integer> taken = new ArrayList<>();
        FlowException e = assertThrows(
                FlowException.class,
                () -> ChunksInOrder.run(10, 2, ChunksInOrderTest::third, taken::add, Monitor.none()));
        assertEquals("Chunk 3.", e.problem());
        assertEquals(List.of(0, 1, 2), taken);
    }

    private static int third(int chunk) {
        if (chunk >= 3) {
            throw new FlowException("Chunk " + chunk + ".", "None.");
        }
        return chunk;
    }

    @Test
    void aCancelDoesNotWaitForAChunk() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread canceller = new Thread(() -> {
            Waiting.until(
                    () -> {
                        begun.await();
                        return null;
                    },
                    "");
            cancelled.set(true);
        });
        canceller.start();
        assertThrows(
                CancellationException.class,
                () -> ChunksInOrder.run(
                        3,
                        1,
                        chunk -> {
                            begun.countDown();
                            return Waiting.until(
                                    () -> {
                                        never.await();
                                        return chunk;
                                    },
                                    "stopped");
                        },
                        chunk -> {},
                        new Monitor() {
                            @Override
                            public void report(double fraction, String message) {}

                            @Override
                            public boolean cancelled() {
                                return cancelled.get();
                            }
                        }));
        canceller.join();
    }

    @Test
    void noChunksIsNoWork() {
        ChunksInOrder.run(0, 1, ChunksInOrderTest::third, chunk -> assertEquals(-1, chunk), Monitor.none());
    }
}
