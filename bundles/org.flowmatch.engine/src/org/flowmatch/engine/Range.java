// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.Locale;

/**
 * The numbers that a setting may have. A record of settings names the range of each number as a constant and checks its
 * values by it; a dialog bounds its field by the same constant.
 *
 * @param least the lower end
 * @param most the upper end; infinite where there is none
 * @param aboveLeast whether the lower end itself is not allowed
 * @param belowMost whether the upper end itself is not allowed
 */
public record Range(double least, double most, boolean aboveLeast, boolean belowMost) {
    /** least <= x <= most. */
    public static Range between(double least, double most) {
        return new Range(least, most, false, false);
    }

    /** least < x <= most. */
    public static Range above(double least, double most) {
        return new Range(least, most, true, false);
    }

    /** least < x < most. */
    public static Range inside(double least, double most) {
        return new Range(least, most, true, true);
    }

    /** least <= x, finite. */
    public static Range atLeast(double least) {
        return new Range(least, Double.POSITIVE_INFINITY, false, true);
    }

    /** Whether a number is allowed; NaN never is. */
    public boolean holds(double value) {
        return (aboveLeast ? value > least : value >= least) && (belowMost ? value < most : value <= most);
    }

    /**
     * Checks a whole number.
     *
     * @param setting what the number is, as a sentence begins: "The batch size"
     * @param remedy a sentence that says what to do
     * @throws FlowException naming the setting, its value and what is allowed, unless the number is
     */
    public void check(String setting, long value, String remedy) {
        if (!holds(value)) {
            throw refusal(setting, whole(value), words(whole(least), whole(most)), remedy);
        }
    }

    /** As {@link #check(String, long, String)} for any number. */
    public void check(String setting, double value, String remedy) {
        if (!holds(value)) {
            throw refusal(setting, PlainNumber.of(value), words(PlainNumber.of(least), PlainNumber.of(most)), remedy);
        }
    }

    private static FlowException refusal(String setting, String value, String allowed, String remedy) {
        return new FlowException(setting + " is " + value + ", but must be " + allowed + ".", remedy);
    }

    private String words(String from, String to) {
        if (most == Double.POSITIVE_INFINITY) {
            return (aboveLeast ? "above " : "at least ") + from;
        }
        if (!aboveLeast && !belowMost) {
            return "between " + from + " and " + to;
        }
        return (aboveLeast ? "above " : "at least ") + from + " and " + (belowMost ? "below " : "at most ") + to;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
