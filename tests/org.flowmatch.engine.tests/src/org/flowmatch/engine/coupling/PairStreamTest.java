// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.data.SourceLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims of the pair streams of every coupling. */
class PairStreamTest {

    static List<Coupling> couplings() {
        return List.of(
                Couplings.of(new CouplingSettings.Independent(), 50, 0),
                Couplings.of(new CouplingSettings.Independent(), 50, 30),
                Couplings.of(new CouplingSettings.Paired(Optional.empty()), 50, 50),
                Couplings.of(new CouplingSettings.Reflow("rk4", 10, 1, SourceLaw.GAUSSIAN), 50, 50),
                Couplings.of(new CouplingSettings.OptimalTransport(16), 50, 0),
                Couplings.of(new CouplingSettings.OptimalTransport(16), 50, 30));
    }

    private static float[][] draw(Coupling coupling, long seed, PairUse use, int count, int piece) {
        try (PairStream stream = coupling.open(Couplings.all(coupling), seed, use)) {
            return Couplings.draw(stream, count, piece);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("couplings")
    void pairsDoNotDependOnHowTheyAreAskedFor(Coupling coupling) {
        float[][] whole = draw(coupling, 1, PairUse.TRAINING, 333, 333);
        for (int piece : new int[] {1, 16, 50, 77}) {
            float[][] pieces = draw(coupling, 1, PairUse.TRAINING, 333, piece);
            assertArrayEquals(whole[0], pieces[0]);
            assertArrayEquals(whole[1], pieces[1]);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("couplings")
    void seedsAndUsesGiveOtherPairs(Coupling coupling) {
        float[][] one = draw(coupling, 1, PairUse.TRAINING, 50, 50);
        assertFalse(Arrays.equals(one[1], draw(coupling, 2, PairUse.TRAINING, 50, 50)[1]));
        assertFalse(Arrays.equals(one[1], draw(coupling, 1, PairUse.VALIDATION, 50, 50)[1]));
    }

    /** The target marginal: with batches that divide the rows, each row comes once per epoch, in changing order. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("couplings")
    void everyTargetRowComesOncePerEpoch(Coupling coupling) {
        float[][] pairs = draw(coupling, 3, PairUse.TRAINING, 800, 800);
        int[] counts = new int[50];
        Set<Float> firstEpoch = new HashSet<>();
        for (int p = 0; p < 800; p++) {
            counts[(int) pairs[1][2 * p]]++;
            assertEquals(0, pairs[1][2 * p] + pairs[1][2 * p + 1], "whole rows");
            if (p < 48) {
                firstEpoch.add(pairs[1][2 * p]);
            }
        }
        assertEquals(48, firstEpoch.size());
        assertArrayEquals(filled(50, 16), counts);
        assertFalse(Arrays.equals(Arrays.copyOf(pairs[1], 100), Arrays.copyOfRange(pairs[1], 100, 200)));
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("couplings")
    void onlyTheChosenTargetRowsCome(Coupling coupling) {
        Set<Float> seen = new HashSet<>();
        try (PairStream stream = coupling.open(new int[] {3, 4, 40}, 0, PairUse.TRAINING)) {
            float[] targets = Couplings.draw(stream, 30, 7)[1];
            for (int p = 0; p < 30; p++) {
                seen.add(targets[2 * p]);
            }
        }
        assertEquals(Set.of(3f, 4f, 40f), seen);
    }

    @Test
    void pairedRowsStayTogether() {
        for (CouplingSettings settings : List.of(
                new CouplingSettings.Paired(Optional.of("id")),
                new CouplingSettings.Reflow("euler", 4, 2, SourceLaw.GAUSSIAN))) {
            float[][] pairs = draw(Couplings.of(settings, 50, 50), 5, PairUse.TRAINING, 200, 200);
            for (int k = 0; k < 400; k += 2) {
                assertEquals(pairs[1][k] + 1000, pairs[0][k]);
                assertEquals(pairs[1][k + 1], pairs[0][k + 1]);
            }
        }
    }

    /** Each source row once per epoch of the source, in an order of its own: ranks of paired rows are uncorrelated. */
    @Test
    void tableSourceRowsComeOncePerEpochIndependentlyOfTheTarget() {
        Coupling coupling = Couplings.of(new CouplingSettings.Independent(), 500, 500);
        float[][] pairs = draw(coupling, 5, PairUse.TRAINING, 10_000, 10_000);
        int[] counts = new int[500];
        double products = 0;
        double deviation = Math.sqrt((500.0 * 500 - 1) / 12);
        for (int p = 0; p < 10_000; p++) {
            counts[(int) pairs[0][2 * p] - 1000]++;
            products += (pairs[0][2 * p] - 1249.5) * (pairs[1][2 * p] - 249.5) / (deviation * deviation);
        }
        assertArrayEquals(filled(500, 20), counts);
        assertEquals(0, products / 10_000, 4 / Math.sqrt(10_000));
    }

    @Test
    void gaussianSourceHasUnitVariance() {
        float[] unit =
                draw(Couplings.of(new CouplingSettings.Independent(), 50, 0), 0, PairUse.TRAINING, 20_000, 20_000)[0];
        double squares = 0;
        for (float x : unit) {
            squares += (double) x * x / unit.length;
        }
        assertEquals(1, squares, 4 * Math.sqrt(2.0 / unit.length));
    }

    /** Rows that a model pushed from noise are stored like a table, but the source of the next model is still Gaussian. */
    @Test
    void aReflowKeepsTheLawOfItsSource() {
        for (SourceLaw law : SourceLaw.values()) {
            assertEquals(
                    law,
                    Couplings.of(new CouplingSettings.Reflow("rk4", 10, 1, law), 5, 5)
                            .sourceLaw());
        }
        assertEquals(
                SourceLaw.TABLE,
                Couplings.of(new CouplingSettings.Independent(), 5, 5).sourceLaw());
        assertEquals(
                SourceLaw.GAUSSIAN,
                Couplings.of(new CouplingSettings.Independent(), 5, 0).sourceLaw());
    }

    @Test
    void choicesThatAreNotThereAreRefused() {
        Coupling coupling = Couplings.of(new CouplingSettings.Independent(), 50, 0);
        assertThrows(IllegalArgumentException.class, () -> coupling.open(new int[0], 0, PairUse.TRAINING));
        assertThrows(IndexOutOfBoundsException.class, () -> coupling.open(new int[] {50}, 0, PairUse.TRAINING));
    }
}
