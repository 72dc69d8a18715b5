// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.Recorded;
import org.flowmatch.engine.sampling.RecordedFlow;

/**
 * Some rows of numbers and labels on their way, of which the states of the numbers are recorded, and when each label was drawn that a
 * row has in the end.
 *
 * @param grid times at which labels were drawn
 * @param startScale of the source states
 */
record RecordedMixed(MixedLayout layout, DrawnLabels labels, double[] grid, double startScale) {

    /** @param end the rows that were made [n, D] */
    RecordedFlow of(Recorded way, RowMatrix end) {
        List<RowMatrix> states = new ArrayList<>();
        int last = way.times().length - 1;
        RowMatrix made = new ChosenRows(end, way.rows());
        for (int time = 0; time < last; time++) {
            states.add(rows(way.states().get(time), time == 0 ? 1 / startScale : 1, way.rows(), made));
        }
        states.add(made);
        int[][] known = IntStream.of(way.rows())
                .mapToObj(row -> known(row, way.times()))
                .toArray(int[][]::new);
        return new RecordedFlow(way.rows(), way.times(), states, known);
    }

    private RowMatrix rows(RowMatrix numbers, double scale, int[] which, RowMatrix made) {
        float[] rows = made.toArray();
        float[] z = new float[layout.numbers()];
        for (int row = 0; row < which.length; row++) {
            numbers.copyRow(row, z, 0);
            for (int i = 0; i < z.length; i++) {
                boolean fixed = labels.isGivenNumber(which[row], i);
                layout.setNumber(rows, row * layout.width(), i, fixed || scale == 1 ? z[i] : (float) (z[i] * scale));
            }
        }
        return RowMatrix.of(rows, layout.width());
    }

    /** A label that is drawn at a time of the grid is seen at the next time behind it. */
    private int[] known(int row, double[] times) {
        return IntStream.of(labels.steps(row))
                .map(step -> step < 0
                        ? 0
                        : (int) IntStream.range(0, times.length)
                                .filter(i -> times[i] <= grid[step])
                                .count())
                .toArray();
    }
}
