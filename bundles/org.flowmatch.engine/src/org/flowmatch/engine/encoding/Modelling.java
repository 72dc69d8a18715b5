// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.Range;

/**
 * What columns become.
 *
 * @param usual of columns that are not among the chosen ones
 * @param chosen of some columns, by name
 * @param periods of columns of numbers whose values repeat, by name: above 0, in units of the column
 * @param sequences columns that are the positions of a sequence of labels, in their order: 2 to 64 each, none in two; or one column of texts,
 *     codes, whose symbols are the positions
 */
public record Modelling(
        Role usual, Map<String, Role> chosen, Map<String, Double> periods, List<List<String>> sequences) {
    /** How many positions a sequence may have. */
    public static final Range POSITIONS = Range.between(1, 64);

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
        sequences = sequences.stream().map(List::copyOf).toList();
        Set<String> named = new HashSet<>();
        for (List<String> sequence : sequences) {
            POSITIONS.check("The number of columns of a sequence", sequence.size(), "Name its columns in their order.");
            for (String column : sequence) {
                requirePosition(column, named.add(column), chosen.get(column));
            }
        }
    }

    /** No column stands in a sequence. */
    public Modelling(Role usual, Map<String, Role> chosen, Map<String, Double> periods) {
        this(usual, chosen, periods, List.of());
    }

    /** No column has a period or stands in a sequence. */
    public Modelling(Role usual, Map<String, Role> chosen) {
        this(usual, chosen, Map.of());
    }

    private static void requirePosition(String column, boolean first, Role role) {
        if (!first) {
            throw new FlowException(
                    "The column " + Quoted.of(column) + " is named twice in sequences.",
                    "Name each column in one sequence, once.");
        }
        if (role == Role.NUMBER) {
            throw new FlowException(
                    "The column " + Quoted.of(column) + " is to be a number and a position of a sequence.",
                    "Model it as a label, or leave it out of the sequence: positions are labels.");
        }
    }

    /** This modelling with columns whose values repeat. */
    public Modelling withPeriods(Map<String, Double> others) {
        return new Modelling(usual, chosen, others, sequences);
    }

    /** This modelling with sequences. */
    public Modelling withSequences(List<List<String>> others) {
        return new Modelling(usual, chosen, periods, others);
    }

    /** The columns of texts whose symbols are the positions of a sequence. */
    public List<String> codes() {
        return sequences.stream()
                .filter(sequence -> sequence.size() == 1)
                .map(sequence -> sequence.get(0))
                .toList();
    }

    /** Whether missing cells are modelled; they are refused where all columns are numbers. */
    public boolean gaps() {
        return usual != Role.NUMBER || !chosen.isEmpty() || !sequences.isEmpty();
    }

    /** After how much the values of the column of this name repeat; empty where they do not. */
    public OptionalDouble period(String column) {
        Double period = periods.get(column);
        return period == null ? OptionalDouble.empty() : OptionalDouble.of(period);
    }

    /** The role of the column of this name; that of a position is a label. */
    public Role of(String column) {
        if (sequences.stream().anyMatch(sequence -> sequence.contains(column))) {
            return Role.LABEL;
        }
        return chosen.getOrDefault(column, usual);
    }
}
