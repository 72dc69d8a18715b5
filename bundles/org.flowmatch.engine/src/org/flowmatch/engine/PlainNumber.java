// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** A number as a user reads and writes it: 1, not 1.0; 0.0001, but 1e-8 where the zeros would have to be counted. */
public final class PlainNumber {
    /** Beyond these sizes a number is written with its power of ten. */
    private static final double SMALLEST_PLAIN = 1e-5;

    private static final double LARGEST_PLAIN = 1e15;

    /** Above the digits of any double that is written plainly. */
    private static final int MOST_DIGITS = 40;

    private PlainNumber() {}

    /** The shortest digits that are read as the same number. */
    public static String of(double value) {
        double size = Math.abs(value);
        if (value != 0 && !(size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
            return Double.toString(value).replace(".0E", "e").replace("E", "e");
        }
        DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(value);
    }
}
