// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.NumbersOnly;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.loss.ChangeOfVariables;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.StepBlock;
import org.flowmatch.engine.training.Task;

/** Target rows are to be likely under a {@link NormalisingFlow}, given their conditions; source rows and times do not matter. */
public record MaximumLikelihood() implements Task {
    private static final String CLAIM = "a normalising flow maps vectors of numbers alone";

    @Override
    public Dynamics dynamics() {
        return new NormalisingFlow();
    }

    @Override
    public Loss loss() {
        return new ChangeOfVariables();
    }

    @Override
    public List<String> data() {
        return List.of(Loss.TARGET);
    }

    @Override
    public void require(Coupling coupling) {
        requireNumbers(coupling);
        requirePairs(coupling.sourceLaw(), coupling.settings().id());
    }

    /** @throws org.flowmatch.engine.FlowException when rows have labels */
    static void requireNumbers(Coupling coupling) {
        NumbersOnly.require(coupling, CLAIM);
    }

    /** @throws org.flowmatch.engine.FlowException always: rows of labels are no vectors */
    public static void refuseLabels() {
        throw NumbersOnly.refusal(List.of(), CLAIM);
    }

    @Override
    public Examples examples(Coupling coupling, PairUse use, long seed) {
        return (pairs, step, steps, rows) -> block(pairs, step, steps, rows, Map.of());
    }

    /**
     * Target rows with their conditions, which are to end at the mean of the noise.
     *
     * @param more matrices that a task compares with, beside the target
     */
    static StepBlock block(PairStream pairs, long step, int steps, int rows, Map<String, float[]> more) {
        int count = Math.multiplyExact(steps, rows);
        int d = pairs.columns();
        int m = pairs.conditions();
        float[] x0 = new float[Math.multiplyExact(count, d)];
        float[] x1 = new float[x0.length];
        float[] c = new float[Math.multiplyExact(count, m)];
        pairs.next(count, x0, x1, c);
        float[] inputs = new float[Math.multiplyExact(count, d + m)];
        for (int row = 0; row < count; row++) {
            System.arraycopy(x1, row * d, inputs, row * (d + m), d);
            System.arraycopy(c, row * m, inputs, row * (d + m) + d, m);
        }
        Map<String, float[]> data = new HashMap<>(more);
        data.put(Loss.TARGET, new float[x0.length]);
        return new StepBlock(step, steps, rows, d, inputs, new float[count], data, new float[0]);
    }
}
