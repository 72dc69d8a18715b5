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
class PartsInOrderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void partsComeInOrderAndNotFarAhead(int threads) {
        List<Integer> taken = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();
        PartsInOrder.run(
                100,
                threads,
                part -> {
                    made.incrementAndGet();
                    return part;
                },
                part -> {
                    taken.add(part);
                    assertTrue(made.get() <= taken.size() + threads, made + " made, " + taken.size() + " taken");
                },
                Monitor.none());
        assertEquals(IntStream.range(0, 100).boxed().toList(), taken);
    }

    @Test
    void aFailureReachesTheCallerAfterThePartsBeforeIt() {
        List<Integer> taken = new ArrayList<>();
        FlowException e = assertThrows(
                FlowException.class,
                () -> PartsInOrder.run(10, 2, PartsInOrderTest::third, taken::add, Monitor.none()));
        assertEquals("Part 3.", e.problem());
        assertEquals(List.of(0, 1, 2), taken);
    }

    private static int third(int part) {
        if (part >= 3) {
            throw new FlowException("Part " + part + ".", "None.");
        }
        return part;
    }

    @Test
    void aCancelDoesNotWaitForAPart() throws Exception {
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
                () -> PartsInOrder.run(
                        3,
                        1,
                        part -> {
                            begun.countDown();
                            return Waiting.until(
                                    () -> {
                                        never.await();
                                        return part;
                                    },
                                    "stopped");
                        },
                        part -> {},
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
    void noPartsIsNoWork() {
        PartsInOrder.run(0, 1, PartsInOrderTest::third, part -> assertEquals(-1, part), Monitor.none());
    }
}
