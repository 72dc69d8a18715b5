// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.geometry.UnitVector;

/**
 * One value for what is open, of draws: the most frequent level of a label, the median of a number and the mean direction of a unit vector
 * among draws that have it.
 *
 * @param together labels of which the most frequent combination counts
 */
record DrawnGuess(MixedLayout layout, RowMatrix given, List<RowMatrix> draws, List<List<Integer>> together) {

    Guess guess() {
        float[] rows = given.toArray();
        float[][] chances = new float[given.rows()][layout.labels()];
        float[][] drawn = new float[draws.size()][layout.width()];
        for (int row = 0; row < chances.length; row++) {
            for (int j = 0; j < drawn.length; j++) {
                draws.get(j).copyRow(row, drawn[j], 0);
            }
            int at = row * layout.width();
            boolean[] open = new boolean[layout.numbers()];
            Arrays.fill(chances[row], Float.NaN);
            for (List<Integer> labels : together) {
                combine(rows, at, labels, drawn, chances[row]);
            }
            for (int k = 0; k < layout.labels(); k++) {
                if (Float.isNaN(layout.label(rows, at, k))) {
                    int[] counts = counts(drawn, k);
                    int best = largest(counts);
                    layout.setLabel(rows, at, k, best);
                    chances[row][k] = (float) counts[best] / drawn.length;
                }
            }
            for (int i = 0; i < layout.numbers(); i++) {
                if (layout.real(i) && Float.isNaN(layout.number(rows, at, i))) {
                    layout.setNumber(rows, at, i, median(drawn, i));
                    open[i] = true;
                }
            }
            for (UnitVector vector : layout.vectors().all()) {
                if (open[vector.coordinates()[0]]) {
                    direct(rows, at, vector, drawn);
                }
            }
        }
        return new Guess(RowMatrix.of(rows, layout.width()), chances);
    }

    private void combine(float[] rows, int at, List<Integer> labels, float[][] drawn, float[] chances) {
        int[] open = labels.stream()
                .mapToInt(Integer::intValue)
                .filter(k -> Float.isNaN(layout.label(rows, at, k)))
                .toArray();
        Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
        for (float[] draw : drawn) {
            List<Integer> levels = Arrays.stream(open)
                    .mapToObj(k -> (int) layout.label(draw, 0, k))
                    .toList();
            counts.merge(levels, 1, Integer::sum);
        }
        Map.Entry<List<Integer>, Integer> best = counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow();
        for (int i = 0; i < open.length; i++) {
            layout.setLabel(rows, at, open[i], best.getKey().get(i));
            chances[open[i]] = (float) best.getValue() / drawn.length;
        }
    }

    /** The mean direction of the draws that have one: the unit vector whose squared chords to them are least (Mardia and Jupp 2000). */
    private void direct(float[] rows, int at, UnitVector vector, float[][] drawn) {
        float[] sum = new float[layout.numbers()];
        for (float[] draw : drawn) {
            for (int i : vector.coordinates()) {
                int k = layout.governor(i);
                boolean lacks = k != MixedLayout.NOWHERE && layout.lacksValue(i, k, (int) layout.label(draw, 0, k));
                sum[i] += lacks ? 0 : layout.number(draw, 0, i);
            }
        }
        vector.normalise(sum, 0);
        for (int i : vector.coordinates()) {
            layout.setNumber(rows, at, i, sum[i]);
        }
    }

    private int[] counts(float[][] drawn, int k) {
        int[] counts = new int[layout.levels(k)];
        for (float[] draw : drawn) {
            counts[(int) layout.label(draw, 0, k)]++;
        }
        return counts;
    }

    private static int largest(int[] counts) {
        int best = 0;
        for (int level = 1; level < counts.length; level++) {
            if (counts[level] > counts[best]) {
                best = level;
            }
        }
        return best;
    }

    /** Of the draws in which the number has a value; 0 where there is none, and it is not read. */
    private float median(float[][] drawn, int i) {
        int k = layout.governor(i);
        float[] values = new float[drawn.length];
        int count = 0;
        for (float[] draw : drawn) {
            if (k == MixedLayout.NOWHERE || !layout.lacksValue(i, k, (int) layout.label(draw, 0, k))) {
                values[count++] = layout.number(draw, 0, i);
            }
        }
        Arrays.sort(values, 0, count);
        return count == 0 ? 0 : (values[(count - 1) / 2] + values[count / 2]) / 2;
    }
}
