// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.program.Fragment;

/**
 * Waves of numbers beside the numbers themselves, so that a network tells values apart that lie close together: sin(f x / 4) and
 * cos(f x / 4) of each of the first inputs x, for each frequency f (Gorishniy, Rubachev, Babenko, 2022; the frequencies are fixed).
 * They stand behind all inputs [n, inputs + 2 numbers frequencies]: of one frequency after another, the sines, then the cosines.
 *
 * @param numbers how many of the inputs, from the first on, have waves; 0 to 65,536
 * @param frequencies in quarters of a radian, each 1 to 4,096, at most 16 of them
 */
public record Waves(int numbers, List<Integer> frequencies) {
    /** {@link #NONE} as it would be stored. */
    static final String NONE_AS_JSON = "{\"numbers\": 0, \"frequencies\": []}";

    private static final String REMEDY = "Numbers that are near normal want frequencies of 2 to 16.";
    private static final Range NUMBERS = Range.between(0, 65_536);
    private static final Range COUNT = Range.between(0, 16);
    private static final Range FREQUENCY = Range.between(1, 4096);

    private static final Fragment PART = ProgramParts.part("waves");
    private static final Fragment NO_PART = ProgramParts.part("no_waves");

    /** No waves at all; behind the ranges, which its constructor reads. */
    public static final Waves NONE = new Waves(0, List.of());

    public Waves {
        frequencies = List.copyOf(frequencies);
        NUMBERS.check("The number of inputs that have waves", numbers, REMEDY);
        COUNT.check("The number of frequencies of waves", frequencies.size(), REMEDY);
        for (int frequency : frequencies) {
            FREQUENCY.check("A frequency of waves", frequency, REMEDY);
        }
        if ((numbers == 0) != frequencies.isEmpty()) {
            throw new FlowException("Waves have inputs without frequencies, or frequencies without inputs.", REMEDY);
        }
    }

    /** The columns that the waves add. */
    int count() {
        return 2 * numbers * frequencies.size();
    }

    /** @throws FlowException when there are fewer inputs than have waves */
    void requireInputs(int inputs) {
        if (inputs < numbers) {
            throw new FlowException(
                    "Waves of " + numbers + " inputs are wanted of a network that has " + inputs + ".",
                    "A network has waves of the numbers of a row, which are its first inputs.");
        }
    }

    /** The methods {@code with_waves} and {@code tangents_with_waves}. */
    Fragment part() {
        return numbers == 0 ? NO_PART : PART.with("NUMBERS", numbers).with("FREQUENCIES", frequencies);
    }

    /** These waves in a few words, for messages; empty for none. */
    String describe() {
        return numbers == 0 ? "" : " and waves of " + numbers + " numbers at " + frequencies;
    }
}
