// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class RowSpaceTest {
    private static final KeyedRandom RANDOM = new KeyedRandom(7, Purpose.SAMPLE_NOISE);

    /** Points of [0, 1) for angles, as a circle's source would be. */
    private record Uniform() implements SourceNoise {
        @Override
        public void draw(KeyedRandom random, long firstRow, int rows, long step, float[] noise, int from, int width) {
            for (int row = 0; row < rows; row++) {
                random.uniforms(firstRow + row, step, noise, from + row * width, width);
            }
        }
    }

    /** Two numbers, an angle in two coordinates, one number. */
    private static final RowSpace MIXED = new RowSpace(List.of(
            RowPart.euclidean("a", 0, 1),
            RowPart.euclidean("b", 1, 1),
            new RowPart("angle", 2, 2, new Uniform()),
            RowPart.euclidean("c", 4, 1)));

    private static float[] noise(RowSpace space, long firstRow, int rows) {
        float[] x0 = new float[rows * space.width()];
        space.noise(RANDOM, firstRow, rows, x0, 0);
        return x0;
    }

    @Test
    void columnsOfNumbersAreTheSpaceOfAllOfThem() {
        RowSpace parts = new RowSpace(
                List.of(RowPart.euclidean("a", 0, 1), RowPart.euclidean("b", 1, 1), RowPart.euclidean("c", 2, 1)));
        float[] expected = new float[60];
        RANDOM.gaussians(5, 20, 0, expected, 0, 3);
        assertArrayEquals(expected, noise(parts, 5, 20));
        assertArrayEquals(expected, noise(RowSpace.euclidean(3), 5, 20));
    }

    @Test
    void eachPartHasItsOwnNoiseInItsOwnPlace() {
        assertEquals(5, MIXED.width());
        float[] x0 = noise(MIXED, 5, 20);
        float[] first = new float[40];
        RANDOM.gaussians(5, 20, 0, first, 0, 2);
        float[] last = new float[20];
        RANDOM.gaussians(5, 20, 4, last, 0, 1);
        for (int row = 0; row < 20; row++) {
            float[] angle = new float[2];
            RANDOM.uniforms(5 + row, 2, angle, 0, 2);
            assertArrayEquals(
                    new float[] {first[2 * row], first[2 * row + 1], angle[0], angle[1], last[row]},
                    Arrays.copyOfRange(x0, 5 * row, 5 * row + 5));
        }
    }

    @Test
    void aRowIsTheSameInWhateverPieceItIsDrawn() {
        float[] all = noise(MIXED, 0, 12);
        assertArrayEquals(Arrays.copyOfRange(all, 20, 35), noise(MIXED, 4, 3));
        float[] behind = new float[40];
        MIXED.noise(RANDOM, 4, 3, behind, 10);
        assertArrayEquals(Arrays.copyOfRange(all, 20, 35), Arrays.copyOfRange(behind, 10, 25));
        assertArrayEquals(new float[10], Arrays.copyOfRange(behind, 0, 10));
        assertArrayEquals(new float[15], Arrays.copyOfRange(behind, 25, 40));
    }

    @Test
    void partsLieOneBehindTheOther() {
        List<RowPart> gap = List.of(RowPart.euclidean("a", 0, 1), RowPart.euclidean("b", 2, 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new RowSpace(gap))
                .getMessage()
                .contains("part b begins at 2, the one before it ends at 1"));
        assertThrows(IllegalArgumentException.class, () -> new RowSpace(List.of()));
        assertThrows(IllegalArgumentException.class, () -> RowPart.euclidean("a", 0, 0));
        assertThrows(IllegalArgumentException.class, () -> RowPart.euclidean("a", -1, 1));
    }
}
