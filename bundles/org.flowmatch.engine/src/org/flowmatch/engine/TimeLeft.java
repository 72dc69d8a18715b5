// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.Locale;

/** How progress messages state the time that is left. */
public final class TimeLeft {
    private static final long SECONDS_PER_HOUR = 3600;

    private TimeLeft() {}

    /**
     * @param seconds at least 0
     * @return "m:ss left", or "h:mm:ss left" from an hour on
     */
    public static String text(double seconds) {
        long whole = Math.round(seconds);
        return whole >= SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%d:%02d:%02d left", whole / SECONDS_PER_HOUR, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d left", whole / 60, whole % 60);
    }
}
