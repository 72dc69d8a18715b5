// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The decimal places of a column: the fewest with which every observed value is written exactly with at most 15 significant
 * digits. A column with a value that needs more (a computed real number) has none and is not rounded.
 *
 * @param places 0 to {@link #MOST_PLACES}, or {@link #FULL}
 */
public record Resolution(int places) {
    /** No rounding. */
    public static final int FULL = -1;
    /** Powers of ten up to here are exact in double precision, hence so is rounding. */
    public static final int MOST_PLACES = 22;

    private static final double FIFTEEN_DIGITS = 1e15;
    private static final double[] POWERS = new double[MOST_PLACES + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    public Resolution {
        if (places < FULL || places > MOST_PLACES) {
            throw new IllegalArgumentException("places is " + places + ", must lie between -1 and " + MOST_PLACES);
        }
    }

    /** @param column finite values */
    public static Resolution of(double[] column) {
        int places = 0;
        for (double value : column) {
            places = placesOf(value, places);
            if (places == FULL) {
                break;
            }
        }
        return new Resolution(places);
    }

    /** The value rounded to these places. */
    public double round(double value) {
        if (places == FULL) {
            return value;
        }
        double scaled = value * POWERS[places];
        // larger numbers have no digits beyond these places
        return Math.abs(scaled) < 0x1p52 ? Math.rint(scaled) / POWERS[places] + 0.0 : value;
    }

    private static int placesOf(double value, int from) {
        if (value == Math.rint(value)) {
            return from;
        }
        for (int places = from; places <= MOST_PLACES; places++) {
            double scaled = Math.rint(value * POWERS[places]);
            if (Math.abs(scaled) >= FIFTEEN_DIGITS) {
                // the column's places may be more than this value needs
                return needsFewer(value, places) ? places : FULL;
            }
            if (scaled / POWERS[places] == value) {
                return places;
            }
        }
        return FULL;
    }

    private static boolean needsFewer(double value, int limit) {
        for (int places = 1; places < limit; places++) {
            double scaled = Math.rint(value * POWERS[places]);
            if (Math.abs(scaled) < FIFTEEN_DIGITS && scaled / POWERS[places] == value) {
                return true;
            }
        }
        return false;
    }
}
