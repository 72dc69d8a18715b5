// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Map;
import java.util.OptionalDouble;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;

/**
 * What columns become.
 *
 * @param usual of columns that are not among the chosen ones
 * @param chosen of some columns, by name
 * @param periods of columns of numbers whose values repeat, by name: above 0, in units of the column
 */
public record Modelling(Role usual, Map<String, Role> chosen, Map<String, Double> periods) {
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
        periods = Map.copyOf(periods);
        periods.forEach((column, period) -> {
            if (!(period > 0) || !Double.isFinite(period)) {
                throw new FlowException(
                        "The period of the column " + Quoted.of(column) + " is " + period + ".",
                        "Give a number above 0: 24 for hours of the day, 7 for weekdays, 360 for degrees.");
            }
        });
    }

    /** No column has a period. */
    public Modelling(Role usual, Map<String, Role> chosen) {
        this(usual, chosen, Map.of());
    }

    /** This modelling with columns whose values repeat. */
    public Modelling withPeriods(Map<String, Double> others) {
        return new Modelling(usual, chosen, others);
    }

    /** Whether missing cells are modelled; they are refused where all columns are numbers. */
    public boolean gaps() {
        return usual != Role.NUMBER || !chosen.isEmpty();
    }

    /** After how much the values of the column of this name repeat; empty where they do not. */
    public OptionalDouble period(String column) {
        Double period = periods.get(column);
        return period == null ? OptionalDouble.empty() : OptionalDouble.of(period);
    }

    /** The role of the column of this name. */
    public Role of(String column) {
        return chosen.getOrDefault(column, usual);
    }
}
