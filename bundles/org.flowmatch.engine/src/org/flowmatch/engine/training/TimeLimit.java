// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.function.LongSupplier;

/** The time that a training has, and what still fits into it at the pace that it has had. */
public final class TimeLimit {
    /** Of the time, what is not left to chance. */
    private static final double MARGIN = 0.95;

    private final double seconds;
    private final LongSupplier nanos;
    private final long began;
    private long firstStep;

    /** @param seconds from now on; infinite for no limit */
    TimeLimit(double seconds) {
        this(seconds, System::nanoTime);
    }

    /** @param nanos the clock, in billionths of a second */
    public TimeLimit(double seconds, LongSupplier nanos) {
        this.seconds = MARGIN * seconds;
        this.nanos = nanos;
        began = nanos.getAsLong();
        firstStep = began;
    }

    /** What was prepared until now is no part of the pace. */
    public void stepsBegin() {
        firstStep = nanos.getAsLong();
    }

    boolean finite() {
        return Double.isFinite(seconds);
    }

    /** Whether half of the time has gone. */
    public boolean halfGone() {
        return secondsSince(began) >= seconds / 2;
    }

    /** How many steps fit into the rest of the time at the mean pace of those that are done; 0 where none does. */
    public long fitting(long done) {
        double left = seconds - secondsSince(began);
        return (long) Math.max(0, Math.min(Budget.MOST_STEPS, left * done / Math.max(1e-9, secondsSince(firstStep))));
    }

    private double secondsSince(long then) {
        return (nanos.getAsLong() - then) * 1e-9;
    }
}
