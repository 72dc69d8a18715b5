// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.function.LongSupplier;

/** So much time for all, of which whoever begins something asks whether enough is left. */
public final class TimeBudget {
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final long end;

    /** @param seconds from now on */
    TimeBudget(double seconds) {
        this(seconds, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    public TimeBudget(double seconds, LongSupplier clock) {
        this.clock = clock;
        end = clock.getAsLong() + (long) (seconds * NANOS);
    }

    public double left() {
        return (end - clock.getAsLong()) / NANOS;
    }

    public boolean has(double seconds) {
        return left() >= seconds;
    }
}
