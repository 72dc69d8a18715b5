// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates with a time as seconds since 1970-01-01T00:00, to the nearest microsecond. */
public final class EpochSeconds {
    private static final double MICROSECONDS = 1e6;
    private static final long NANOSECONDS_OF_ONE = 1000;

    private EpochSeconds() {}

    /** @param nanoseconds of the second, from 0 to 999,999,999 */
    public static double of(long seconds, int nanoseconds) {
        return seconds + Math.rint((double) nanoseconds / NANOSECONDS_OF_ONE) / MICROSECONDS;
    }

    /** @param seconds of (-2^53, 2^53) */
    public static LocalDateTime at(double seconds) {
        double whole = Math.floor(seconds);
        long microseconds = Math.round((seconds - whole) * MICROSECONDS);
        return LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC)
                .plusNanos(NANOSECONDS_OF_ONE * microseconds);
    }
}
