// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Optional;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Pairs before any transport: pair p takes the target row at place p mod n of the random order of epoch p / n. Its source row
 * is the one of the same number (paired), the one at place p mod k of the source's own order of epoch p / k (table), one of the
 * source rows with equal labels (table with labels), or noise drawn for p (Gaussian). The condition is that of the target
 * row. Pairs are read in order, by one thread at a time.
 */
final class PairDraw {
    private static final int NOISE = -1;

    private final Coupling coupling;
    private final int[] targetRows;
    private final Optional<ConditionLabels> labels;
    private final Optional<LabelledSource> labelledSource;
    private final RowOrder targetOrder;
    private final RowOrder sourceOrder;
    private final KeyedRandom noise;

    PairDraw(Coupling coupling, int[] targetRows, Optional<ConditionLabels> labels, long seed, PairUse use) {
        this.coupling = coupling;
        this.targetRows = targetRows;
        this.labels = labels;
        targetOrder = new RowOrder(new KeyedRandom(seed, Purpose.TARGET_ROWS, use.stream()), targetRows.length);
        KeyedRandom sources = new KeyedRandom(seed, Purpose.SOURCE_ROWS, use.stream());
        sourceOrder =
                new RowOrder(sources, coupling.source().map(RowMatrix::rows).orElse(1));
        labelledSource = labels.filter(has -> has.source().isPresent())
                .map(has -> new LabelledSource(has, targetRows, targetOrder, sources));
        noise = new KeyedRandom(seed, Purpose.SOURCE_NOISE, use.stream());
    }

    int columns() {
        return coupling.columns();
    }

    int conditions() {
        return coupling.conditionFeatures();
    }

    /** The pairs from number p on to the rows of x0, x1 and c. */
    void draw(long p, int rows, float[] x0, float[] x1, float[] c) {
        for (int i = 0; i < rows; i++) {
            int target = targetRows[targetOrder.at(p + i)];
            copyTarget(target, i, x1, c);
            copySource(source(p + i, target), i, x0);
        }
        fillNoise(p, rows, x0);
    }

    /** The pairs from p on, with the conditions and labels that a transport plan needs. */
    TransportBatch batch(long number, long p, int rows) {
        float[] x0 = new float[rows * columns()];
        float[] x1 = new float[rows * columns()];
        float[] c1 = new float[rows * conditions()];
        Optional<RowMatrix> own = coupling.conditions().flatMap(Conditions::source);
        float[] c0 = own.isPresent() ? new float[rows * conditions()] : c1;
        int[] label = new int[labels.isPresent() ? rows : 0];
        for (int i = 0; i < rows; i++) {
            int target = targetRows[targetOrder.at(p + i)];
            int source = source(p + i, target);
            copyTarget(target, i, x1, c1);
            copySource(source, i, x0);
            if (own.isPresent()) {
                own.get().copyRow(source, c0, i * conditions());
            }
            if (labels.isPresent()) {
                label[i] = labels.get().target()[target];
            }
        }
        fillNoise(p, rows, x0);
        return new TransportBatch(number, rows, x0, x1, c0, c1, label);
    }

    private int source(long p, int target) {
        if (coupling.source().isEmpty()) {
            return NOISE;
        } else if (coupling.aligned()) {
            return target;
        }
        return labelledSource.isPresent() ? labelledSource.get().at(p) : sourceOrder.at(p);
    }

    private void copyTarget(int row, int i, float[] x1, float[] c) {
        coupling.target().copyRow(row, x1, i * columns());
        if (coupling.conditions().isPresent()) {
            coupling.conditions().get().target().copyRow(row, c, i * conditions());
        }
    }

    private void copySource(int row, int i, float[] x0) {
        if (row != NOISE) {
            coupling.source().orElseThrow().copyRow(row, x0, i * columns());
        }
    }

    /** The noise of the pairs from number p on, where that is the source. */
    private void fillNoise(long p, int rows, float[] x0) {
        if (coupling.source().isEmpty()) {
            coupling.space().noise(noise, p, rows, x0, 0);
        }
    }
}
