// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.training.StepBlock;
import org.junit.jupiter.api.Test;

/**
 * What a network sees of rows (a of 3 levels, b of 2, x with gaps, y, s with a spike): the numbers x, y, s, then the levels of the
 * labels a, b, x, s, then the flags of the numbers.
 */
class MixedExamplesTest {
    private static final int NUMBERS = 3;
    private static final int LABELS = 4;
    private static final int[] LEVELS = {3, 2, 2, 2};
    /** The label that says whether a number is there; y has none. */
    private static final int[] GOVERNOR = {2, -1, 3};

    private static final int ROWS = 500;
    private static final Coupling COUPLING = MadeLaw.coupling(2000);

    private static StepBlock block(boolean anyColumns, double apart, long step, int steps) {
        MixedRegression of = MixedRegression.of(new MixedFlow(MadeLaw.FLOW.numbers(), anyColumns, apart > 0));
        MixedRegression task = new MixedRegression(of.path(), of.objective(), anyColumns, apart);
        int[] all = IntStream.range(0, COUPLING.rows()).toArray();
        try (PairStream pairs = COUPLING.open(all, 4, PairUse.TRAINING)) {
            int before = (int) step * ROWS;
            pairs.next(before, new float[before * pairs.columns()], new float[before * pairs.columns()], new float[0]);
            return task.examples(COUPLING, PairUse.TRAINING, 4).block(pairs, step, steps, ROWS);
        }
    }

    private static int width(StepBlock block) {
        return block.xt().length / block.t().length;
    }

    private static boolean known(StepBlock block, int row, int k) {
        int at = row * width(block) + NUMBERS + Arrays.stream(LEVELS, 0, k).sum();
        float sum = 0;
        for (int level = 0; level < LEVELS[k]; level++) {
            sum += block.xt()[at + level];
        }
        assertTrue(sum == 0 || sum == 1);
        return sum == 1;
    }

    private static float of(StepBlock block, String name, int row, int term) {
        return block.data().get(name)[row * (NUMBERS + LABELS) + term];
    }

    private static float input(StepBlock block, int row, int i) {
        return block.xt()[row * width(block) + i];
    }

    private static boolean given(StepBlock block, int row, int i) {
        return width(block) > NUMBERS + 9 && input(block, row, NUMBERS + 9 + i) == 1;
    }

    /** A label is known with probability t: by tenths of the time, and on the whole in half of the rows. */
    @Test
    void theShareOfKnownLabelsIsTheTime() {
        StepBlock block = block(false, 0, 0, 40);
        double[] known = new double[10];
        double[] rows = new double[10];
        for (int row = 0; row < block.t().length; row++) {
            int tenth = (int) Math.min(9, 10 * block.t()[row]);
            for (int k = 0; k < LABELS; k++) {
                known[tenth] += known(block, row, k) ? 1 : 0;
                rows[tenth]++;
            }
        }
        for (int tenth = 0; tenth < 10; tenth++) {
            assertEquals(0.05 + 0.1 * tenth, known[tenth] / rows[tenth], 0.03, "tenth " + tenth);
        }
    }

    @Test
    void aQuarterOfTheRowsKnowsLabelsApartFromTheTime() {
        StepBlock block = block(false, 0.25, 0, 40);
        int atFirst = 0;
        double knownAtFirst = 0;
        int earlyWithAll = 0;
        for (int row = 0; row < block.t().length; row++) {
            int known = 0;
            for (int k = 0; k < LABELS; k++) {
                known += known(block, row, k) ? 1 : 0;
            }
            if (block.t()[row] == 0) {
                atFirst++;
                knownAtFirst += known / (double) LABELS;
            } else if (block.t()[row] < 0.2 && known == LABELS) {
                earlyWithAll++;
            }
        }
        double rows = block.t().length;
        assertEquals(0.125, atFirst / rows, 0.01);
        assertEquals(0.5, knownAtFirst / atFirst, 0.03);
        // by the time alone hardly any row before .2 knows all four
        assertEquals(0.125 * 0.2, earlyWithAll / rows, 0.006);
    }

    /** A hidden label is to be predicted, a known one is not; its target is its level. */
    @Test
    void hiddenLabelsCount() {
        StepBlock block = block(true, 0.25, 0, 4);
        for (int row = 0; row < block.t().length; row++) {
            for (int k = 0; k < LABELS; k++) {
                assertEquals(known(block, row, k) ? 0 : 1, of(block, Deviance.MASK, row, NUMBERS + k));
                float level = of(block, Loss.TARGET, row, NUMBERS + k);
                assertTrue(level == Math.rint(level) && level >= 0 && level < LEVELS[k]);
                if (known(block, row, k)) {
                    int at = NUMBERS + Arrays.stream(LEVELS, 0, k).sum();
                    assertEquals(1, input(block, row, at + (int) level));
                }
            }
        }
    }

    /** A number without a value is noise that counts while its label is hidden, and 0 without a loss once that is known. */
    @Test
    void numbersWithoutAValue() {
        StepBlock block = block(false, 0, 0, 40);
        double[] squares = new double[2];
        double[] rows = new double[2];
        for (int row = 0; row < block.t().length; row++) {
            for (int i = 0; i < NUMBERS; i++) {
                int governor = GOVERNOR[i];
                boolean value = governor < 0 || of(block, Loss.TARGET, row, NUMBERS + governor) == LEVELS[governor] - 1;
                if (!value && known(block, row, governor)) {
                    assertEquals(0, input(block, row, i));
                    assertEquals(0, of(block, Deviance.MASK, row, i));
                    continue;
                }
                assertEquals(1, of(block, Deviance.MASK, row, i));
                if (!value) {
                    // x1 - x0 of two independent normal numbers
                    squares[0] += Math.pow(of(block, Loss.TARGET, row, i), 2);
                    rows[0]++;
                }
            }
        }
        assertTrue(rows[0] > 1000);
        assertEquals(2, squares[0] / rows[0], 0.15);
    }

    /** Half the rows have given columns, each with a rate that is uniform over rows: a quarter of all columns. */
    @Test
    void givenColumns() {
        StepBlock block = block(true, 0, 0, 40);
        double flagged = 0;
        int some = 0;
        for (int row = 0; row < block.t().length; row++) {
            assertEquals(0, of(block, Deviance.MASK, row, 1) == 0 ? given(block, row, 1) ? 0 : 1 : 0);
            boolean any = false;
            for (int i = 0; i < NUMBERS; i++) {
                if (given(block, row, i)) {
                    any = true;
                    assertEquals(0, of(block, Deviance.MASK, row, i));
                    assertTrue(GOVERNOR[i] < 0 || known(block, row, GOVERNOR[i]));
                }
            }
            flagged += given(block, row, 1) ? 1 : 0;
            some += any ? 1 : 0;
        }
        double rows = block.t().length;
        assertEquals(0.25, flagged / rows, 0.015);
        assertTrue(some / rows < 0.5);
    }

    /** A given number enters as it is: that of y is one of the table's scores. */
    @Test
    void givenNumbersAreClean() {
        StepBlock block = block(true, 0, 0, 2);
        double squares = 0;
        int rows = 0;
        for (int row = 0; row < block.t().length; row++) {
            if (given(block, row, 1)) {
                squares += Math.pow(input(block, row, 1), 2);
                rows++;
            }
        }
        assertEquals(1, squares / rows, 0.25);
    }

    @Test
    void aBlockIsAFunctionOfItsStep() {
        StepBlock together = block(true, 0.25, 0, 3);
        StepBlock last = block(true, 0.25, 2, 1);
        int inputs = ROWS * width(last);
        assertArrayEquals(last.xt(), Arrays.copyOfRange(together.xt(), 2 * inputs, 3 * inputs));
        assertArrayEquals(last.t(), Arrays.copyOfRange(together.t(), 2 * ROWS, 3 * ROWS));
        for (String name : last.data().keySet()) {
            int length = last.data().get(name).length;
            assertArrayEquals(
                    last.data().get(name), Arrays.copyOfRange(together.data().get(name), 2 * length, 3 * length));
        }
    }
}
