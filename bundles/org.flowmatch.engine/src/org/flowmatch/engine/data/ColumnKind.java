// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.time.LocalDate;
import java.time.LocalTime;

/** What the cells of a column are; generated values are of the kind of their column. The names are stored. */
public enum ColumnKind {
    /** 64-bit real numbers. */
    DOUBLE(-Double.MAX_VALUE, Double.MAX_VALUE, false),
    /** Whole numbers of [-2^31, 2^31). */
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE, true),
    /** Whole numbers of (-2^53, 2^53): beyond, they are not exact in the engine and are refused. */
    LONG(-(0x1p53 - 1), 0x1p53 - 1, true),
    /** Texts, of which two are equal or not; in a table their codes in a {@link Dictionary}. */
    TEXT(0, Dictionary.MORE, true),
    /** False and true, as 0 and 1. */
    BOOLEAN(0, 1, true),
    /** Dates, as whole days since 1970-01-01, of the years -999,999,999 to 999,999,999. */
    DATE(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay(), true),
    /** Times of the day, as whole nanoseconds since midnight, of [0, 86,400 10^9). */
    TIME(0, LocalTime.MAX.toNanoOfDay(), true),
    /**
     * Dates with a time, as seconds of (-2^53, 2^53) since 1970-01-01T00:00, of days of 86,400 seconds. Fractions are exact to
     * the microsecond in the years 1698 to 2242.
     */
    DATE_TIME(-(0x1p53 - 1), 0x1p53 - 1, false);

    private final double lowest;
    private final double highest;
    private final boolean whole;

    ColumnKind(double lowest, double highest, boolean whole) {
        this.lowest = lowest;
        this.highest = highest;
        this.whole = whole;
    }

    /** Whether the cells are numbers to the engine, unlike codes of texts. */
    public boolean numeric() {
        return this != TEXT;
    }

    /** Whether the cells are numbers to a user, too. */
    public boolean quantity() {
        return this == DOUBLE || this == INT || this == LONG;
    }

    /** The smallest value that the engine takes in a column of this kind; of texts, the smallest code. */
    public double lowest() {
        return lowest;
    }

    /** The largest value that the engine takes in a column of this kind; of texts, the largest code. */
    public double highest() {
        return highest;
    }

    /** Whether the columns of this kind hold whole numbers alone. */
    public boolean whole() {
        return whole && numeric();
    }

    /** What is wrong with a cell that holds no value of this kind, as part of a sentence. */
    public String absent() {
        return quantity() ? "is missing, NaN or infinite" : "is missing";
    }

    /**
     * Why a value beyond those of this kind cannot be used, as part of a sentence.
     *
     * @param value all its digits
     */
    public String outside(String value) {
        return "has the value " + value + ", which is outside the exact range of "
                + switch (this) {
                    case INT -> "an integer column (-2^31 to 2^31 - 1)";
                    case BOOLEAN -> "a boolean column (0 and 1)";
                    case DATE -> "a column of dates (years -999,999,999 to 999,999,999)";
                    case TIME -> "a column of times (0 to 24 hours, in nanoseconds)";
                    case DATE_TIME -> "a column of dates and times here (years -285,000,000 to 285,000,000)";
                    default -> "a long column here (below 2^53)";
                };
    }

    /** What to do about a value beyond those of this kind; leaving out its row is of no use where all are like it. */
    public String remedyOutside() {
        return switch (this) {
            case INT -> "Leave the column out of the model, or take it as a long column in the target table, too.";
            case BOOLEAN, DATE, TIME, DATE_TIME -> "Repair such cells first, or leave the column out of the model.";
            default -> "Leave the column out of the model, which is right for an identifier; convert a quantity to decimal"
                    + " numbers first, for instance with Math Formula.";
        };
    }

    /** Whether a value, for a text its code, is there and one of this kind. */
    public boolean allows(double value) {
        return value >= lowest && value <= highest && (!whole || value == Math.rint(value));
    }
}
