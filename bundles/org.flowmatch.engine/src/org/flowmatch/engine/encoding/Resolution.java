// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The decimal places of a column: the fewest with which 99% of its rows are written exactly, with at most 15 significant
 * digits. The remaining percent allows for single values of higher precision, such as averages of two measurements. Rows at
 * the smallest and the largest value are not counted, because columns are often piled up there (amounts with many zeros). A
 * column of which more rows need over 15 digits (computed real numbers) has no resolution and is not rounded.
 *
 * @param places 0 to {@link #MOST_PLACES}, or {@link #FULL}
 */
public record Resolution(int places) {
    /** No rounding. */
    public static final int FULL = -1;
    /** Powers of ten up to here are exact in double precision, hence so is rounding. */
    public static final int MOST_PLACES = 22;

    private static final double SHARE = 0.99;
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

    /**
     * @param column finite values
     * @param smallest of the column
     * @param largest of the column
     */
    public static Resolution of(double[] column, double smallest, double largest) {
        int[] needing = new int[MOST_PLACES + 1];
        int[] needingAtEnds = new int[MOST_PLACES + 1];
        int counted = 0;
        long unlimited = 0;
        for (double value : column) {
            boolean inside = value > smallest && value < largest;
            counted += inside ? 1 : 0;
            int places = placesOf(value);
            if (places != FULL) {
                (inside ? needing : needingAtEnds)[places]++;
            } else if (inside && ++unlimited > (1 - SHARE) * column.length + 1) {
                // whatever the others are, these are too many
                return new Resolution(FULL);
            }
        }
        return counted > 0 ? fewest(needing, counted) : fewest(needingAtEnds, column.length);
    }

    private static Resolution fewest(int[] needing, int rows) {
        long exact = 0;
        for (int places = 0; places <= MOST_PLACES; places++) {
            exact += needing[places];
            if (exact >= SHARE * rows) {
                return new Resolution(places);
            }
        }
        return new Resolution(FULL);
    }

    /** The distance of two neighbouring values; 0 without rounding. */
    double unit() {
        return places == FULL ? 0 : 1 / POWERS[places];
    }

    /** The finer one of both; no rounding is the finest. */
    Resolution finer(Resolution other) {
        return places == FULL || other.places != FULL && places >= other.places ? this : other;
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

    private static int placesOf(double value) {
        for (int places = 0; places <= MOST_PLACES; places++) {
            double scaled = Math.rint(value * POWERS[places]);
            if (places > 0 && Math.abs(scaled) >= FIFTEEN_DIGITS) {
                return FULL;
            }
            if (scaled / POWERS[places] == value) {
                return places;
            }
        }
        return FULL;
    }
}
