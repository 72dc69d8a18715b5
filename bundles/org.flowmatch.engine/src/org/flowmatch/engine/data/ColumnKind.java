// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** What the cells of a column are; generated values are of the kind of their column. The names are stored. */
public enum ColumnKind {
    /** 64-bit real numbers. */
    DOUBLE,
    /** Whole numbers of [-2^31, 2^31). */
    INT,
    /** Whole numbers of (-2^53, 2^53): beyond, they are not exact in the engine and are refused. */
    LONG,
    /** Texts, of which two are equal or not; in a table their codes in a {@link Dictionary}. */
    TEXT;

    /** Whether the cells are numbers. */
    public boolean numeric() {
        return this != TEXT;
    }

    /** The smallest value that the engine takes in a column of this kind; of texts, the smallest code. */
    public double lowest() {
        return switch (this) {
            case DOUBLE -> -Double.MAX_VALUE;
            case INT -> Integer.MIN_VALUE;
            case LONG -> -(0x1p53 - 1);
            case TEXT -> 0;
        };
    }

    /** The largest value that the engine takes in a column of this kind; of texts, the largest code. */
    public double highest() {
        return switch (this) {
            case DOUBLE -> Double.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            case LONG -> 0x1p53 - 1;
            case TEXT -> Dictionary.MORE;
        };
    }

    /** Whether the columns of this kind hold whole numbers alone. */
    public boolean whole() {
        return this == INT || this == LONG;
    }

    /**
     * Why a whole number beyond those of this kind cannot be used, as part of a sentence.
     *
     * @param number all its digits
     */
    public String outside(String number) {
        return "has the value " + number + ", which is outside the exact range of "
                + (this == INT ? "an integer column (-2^31 to 2^31 - 1)" : "a long column here (below 2^53)");
    }

    /** What to do about a whole number beyond those of this kind; leaving out its row is of no use where all are like it. */
    public String remedyOutside() {
        return this == INT
                ? "Leave the column out of the model, or take it as a long column in the target table, too."
                : "Leave the column out of the model, which is right for an identifier; convert a quantity to decimal"
                        + " numbers first, for instance with Math Formula.";
    }

    /** Whether a value, for a text its code, is there and one of this kind. */
    public boolean allows(double value) {
        return value >= lowest() && value <= highest() && (this == DOUBLE || value == Math.rint(value));
    }
}
