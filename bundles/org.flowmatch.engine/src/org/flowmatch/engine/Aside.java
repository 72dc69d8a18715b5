// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Work with stretches that nothing can interrupt for a second or more, such as a native call on a gigabyte of weights, done on
 * a thread of its own: the caller reports and watches meanwhile, and a cancel need not wait for the work. Left behind, it
 * ends at the next question to its monitor.
 */
public final class Aside {
    private Aside() {}

    /**
     * @param work takes a monitor that passes reports on until the caller has gone; it frees itself what it holds when it is
     *     cancelled, and its result needs no closing
     * @return what the work returns; what it throws is thrown as it is
     * @throws java.util.concurrent.CancellationException within a tenth of a second when the monitor is cancelled or this
     *     thread interrupted
     */
    public static <T> T run(Function<Monitor, T> work, Monitor monitor) {
        AtomicBoolean left = new AtomicBoolean();
        Monitor inner = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                if (!left.get()) {
                    monitor.report(fraction, message);
                }
            }

            @Override
            public boolean cancelled() {
                return left.get() || monitor.cancelled();
            }
        };
        List<T> result = new ArrayList<>();
        try {
            ChunksInOrder.run(1, 1, chunk -> work.apply(inner), result::add, monitor);
        } finally {
            left.set(true);
        }
        return result.get(0);
    }
}
