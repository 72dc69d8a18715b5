// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import org.flowmatch.engine.FlowException;

/** The condition under which a signal-to-noise ratio belongs to one time: a(t) / s(t) grows from tMin to tMax. */
public final class GrowingSnr {
    private static final int CHECKED = 1000;

    private GrowingSnr() {}

    /** @throws FlowException telling where the ratio does not grow; checked at a thousand equal steps */
    public static void require(ConditionalPath path) {
        Schedule schedule = path.schedule();
        double length = path.tMax() - path.tMin();
        double before = -1;
        double last = path.tMin();
        for (int i = 0; i <= CHECKED; i++) {
            double t = path.tMin() + length * i / CHECKED;
            double snr = schedule.snr(t);
            if (!(schedule.a(t) >= 0 && schedule.s(t) >= 0 && snr > before)) {
                throw new FlowException(
                        "The ratio a(t) / s(t) of the " + path.label() + " path "
                                + (i == 0
                                        ? "is " + snr + " at t = " + t + ", but must be at least 0"
                                        : "does not grow between t = " + last + " and t = " + t)
                                + ", so no time belongs to a value of it.",
                        "Choose weights a and s of at least 0 whose ratio grows, or predict the velocity and keep the"
                                + " schedule.");
            }
            before = snr;
            last = t;
        }
    }
}
