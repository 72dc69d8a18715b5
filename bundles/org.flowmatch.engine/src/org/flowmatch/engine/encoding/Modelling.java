// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Map;

/**
 * What columns become.
 *
 * @param usual of columns that are not among the chosen ones
 * @param chosen of some columns, by name
 */
public record Modelling(Role usual, Map<String, Role> chosen) {
    /** All columns of numbers are numbers. */
    public static final Modelling NUMBERS = new Modelling(Role.NUMBER, Map.of());

    /** By their values. */
    public static final Modelling AUTOMATIC = new Modelling(Role.AUTOMATIC, Map.of());

    /** What a column of numbers becomes. A text is always a label. The names are stored. */
    public enum Role {
        /** Decided by its values. */
        AUTOMATIC,
        /** Numbers. */
        NUMBER,
        /** A label, whose levels are its values. */
        LABEL
    }

    public Modelling {
        chosen = Map.copyOf(chosen);
    }

    /** Whether missing cells are modelled; they are refused where all columns are numbers. */
    public boolean gaps() {
        return !equals(NUMBERS);
    }

    /** The role of the column of this name. */
    public Role of(String column) {
        return chosen.getOrDefault(column, usual);
    }
}
