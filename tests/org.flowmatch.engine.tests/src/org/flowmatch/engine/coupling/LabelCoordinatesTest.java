// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.junit.jupiter.api.Test;

/** Two labels, the second one with a number that is there only for its last level. */
class LabelCoordinatesTest {
    private static final RowSpace SPACE = new RowSpace(List.of(
            RowPart.label("a", 0, 4).withFurther(2),
            RowPart.label("b", 1, 3),
            RowPart.euclidean("b", 2, 1).withGovernor()));
    private static final int ROWS = 40;

    /** Also of levels that only one side has, and of rare values, whose coordinate has a fraction. */
    @Test
    void labelsThatDifferAreTheWeightApart() {
        Random random = new Random(3);
        float[] x0 = rows(random, 6);
        float[] x1 = rows(random, 4);
        int[] places = IntStream.range(0, ROWS).filter(i -> i % 3 != 1).toArray();
        for (double weight : new double[] {0, 0.5, 4, 1000}) {
            LabelCoordinates.Coordinates rows = new LabelCoordinates(SPACE, weight).of(x0, x1, places);
            for (int i = 0; i < places.length; i++) {
                for (int j = 0; j < places.length; j++) {
                    double distance = 0;
                    for (int k = 0; k < rows.width(); k++) {
                        double difference = rows.source()[i * rows.width() + k] - rows.target()[j * rows.width() + k];
                        distance += difference * difference;
                    }
                    double expected = expected(x0, places[i], x1, places[j], weight);
                    assertEquals(expected, distance, 1e-5 * (1 + expected), places[i] + " and " + places[j]);
                }
            }
        }
    }

    private static float[] rows(Random random, int levels) {
        float[] rows = new float[3 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            rows[3 * row] = random.nextInt(levels) + (row % 5 == 0 ? 0.5f : 0);
            rows[3 * row + 1] = random.nextInt(3);
            rows[3 * row + 2] = (float) random.nextGaussian();
        }
        return rows;
    }

    private static double expected(float[] x0, int i, float[] x1, int j, double weight) {
        int differing = ((int) x0[3 * i] == (int) x1[3 * j] ? 0 : 1) + (x0[3 * i + 1] == x1[3 * j + 1] ? 0 : 1);
        double difference = (x0[3 * i + 1] == 2 ? x0[3 * i + 2] : 0) - (x1[3 * j + 1] == 2 ? x1[3 * j + 2] : 0);
        return weight * differing + difference * difference;
    }
}
