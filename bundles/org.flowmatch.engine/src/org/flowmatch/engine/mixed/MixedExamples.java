// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.Map;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TieDraw;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.objective.PathTimes;
import org.flowmatch.engine.objective.RowWeights;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.training.Examples;
import org.flowmatch.engine.training.RowTimes;
import org.flowmatch.engine.training.StepBlock;

/**
 * Points between source and target rows in which some labels are known and, on wish, some columns are given. A number that a
 * row has no value of is noise whose velocity counts as long as the label that says so is hidden: otherwise a point would
 * tell by its numbers which rows have a value, and gaps would be generated too rarely.
 */
final class MixedExamples implements Examples {
    private static final double GIVEN_ROWS = 0.5;

    private final MixedRegression task;
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final PathTimes times;
    private final RowTimes chosen;
    private final RowWeights weights;
    private final KeyedRandom noise;
    private final KeyedRandom drop;
    private final KeyedRandom hiding;
    private final KeyedRandom lacking;
    private final KeyedRandom sourceLacking;
    private final KeyedRandom given;
    private final KeyedRandom ties;
    private final TieDraw[] tied;
    private final int outputs;
    private final CurvedExamples curves;

    /**
     * @param redrawn whether the places of tied values are drawn anew; not where target rows follow from source rows
     * @param chosen times of rows that are not drawn
     */
    MixedExamples(
            MixedRegression task, TableEncoding encoding, boolean redrawn, RowTimes chosen, PairUse use, long seed) {
        this.task = task;
        this.chosen = chosen;
        layout = new MixedLayout(encoding.space());
        tied = redrawn ? encoding.tieDraws() : new TieDraw[0];
        inputs = MixedInputs.of(layout, task.dynamics());
        boolean training = use == PairUse.TRAINING;
        times = PathTimes.of(
                task.path(), task.objective(), new KeyedRandom(seed, training ? Purpose.TIME : Purpose.VALIDATION));
        weights = RowWeights.of(task.path(), task.objective());
        int stream = training ? 0 : 1;
        noise = new KeyedRandom(seed, Purpose.PATH_NOISE, stream);
        drop = new KeyedRandom(seed, Purpose.CONDITION_DROP, stream);
        hiding = new KeyedRandom(seed, Purpose.MASK, stream);
        lacking = new KeyedRandom(seed, Purpose.MASK, 2 + stream);
        sourceLacking = new KeyedRandom(seed, Purpose.MASK, 4 + stream);
        given = new KeyedRandom(seed, Purpose.GIVEN, stream);
        ties = new KeyedRandom(seed, Purpose.TARGET_TIES, 1 + stream);
        outputs = task.dynamics().outputs(layout.numbers());
        curves = new CurvedExamples(layout, new KeyedRandom(seed, Purpose.PATH_NOISE, 2 + stream));
    }

    @Override
    public StepBlock block(PairStream pairs, long step, int steps, int rows) {
        int count = Math.multiplyExact(steps, rows);
        float[] x0 = new float[Math.multiplyExact(count, pairs.columns())];
        float[] x1 = new float[x0.length];
        float[] c = new float[Math.multiplyExact(count, pairs.conditions())];
        pairs.next(count, x0, x1, c);
        redraw(step, steps, rows, x1);
        if (task.sourceLabels()) {
            fillSource(step, steps, rows, x0);
        }
        float[] t = new float[count];
        boolean[] known = new boolean[count * layout.labels()];
        boolean[] columns = new boolean[count * layout.columns()];
        for (int k = 0; k < steps; k++) {
            times.draw(step + k, rows, t, k * rows);
            chosen.choose(step + k, rows, t, k * rows);
            for (int row = 0; row < rows; row++) {
                choose(step + k, row, k * rows + row, t, known, columns);
            }
        }
        int d = layout.numbers();
        float[] z0 = new float[Math.multiplyExact(count, d)];
        float[] z1 = new float[z0.length];
        float[] unit = unitNoise(step, steps, rows, task.path().noisy() ? noise : null);
        float[] stand = unitNoise(step, steps, rows, layout.lacksNumbers() ? lacking : null);
        boolean[] absent = new boolean[z0.length];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < d; i++) {
                int at = row * d + i;
                absent[at] = !hasValue(x1, row, i);
                z0[at] = layout.number(x0, row * layout.width(), i);
                z1[at] = absent[at] ? stand[at] : layout.number(x1, row * layout.width(), i);
            }
        }
        float[] zt = new float[z0.length];
        float[] ut = new float[z0.length];
        task.path().interpolate(count, d, z0, z1, unit, t, zt, ut);
        curves.interpolate(step, steps, rows, z0, z1, absent, known, t, zt, ut);
        float[] targets = task.dynamics().numbers().targets(count, d, z0, z1, unit, t, ut);
        int features = pairs.conditions();
        float[] x = new float[Math.multiplyExact(count, inputs.width() + features)];
        int terms = outputs + layout.labels();
        float[] target = new float[Math.multiplyExact(count, terms)];
        float[] mask = new float[target.length];
        for (int row = 0; row < count; row++) {
            int in = row * (inputs.width() + features);
            numbers(row, t[row], x1, z1, zt, known, columns, x, in, mask);
            System.arraycopy(targets, row * outputs, target, row * terms, outputs);
            for (int k = 0; k < layout.labels(); k++) {
                int level = (int) layout.label(x1, row * layout.width(), k);
                target[row * terms + outputs + k] = level;
                if (task.labels() == LabelSource.UNIFORM) {
                    boolean come = known[row * layout.labels() + k];
                    float noise = layout.label(x0, row * layout.width(), k);
                    inputs.setLevel(x, in, k, come ? level : (int) (noise * layout.levels(k)));
                    boolean fixed = columns[row * layout.columns() + layout.columnOfLabel(k)];
                    if (fixed) {
                        inputs.setGivenLabel(x, in, k);
                    }
                    mask[row * terms + outputs + k] = fixed ? 0 : 1;
                } else if (known[row * layout.labels() + k]) {
                    inputs.setLevel(x, in, k, level);
                } else {
                    mask[row * terms + outputs + k] = 1;
                }
            }
            if (task.sourceLabels()) {
                for (int k = 0; k < layout.labels(); k++) {
                    inputs.setSource(x, in, k, (int) layout.label(x0, row * layout.width(), k));
                }
            }
            condition(step + row / rows, row % rows, c, row, features, x, in + inputs.width());
        }
        return new StepBlock(
                step,
                steps,
                rows,
                layout.numbers() + layout.labels(),
                x,
                t,
                Map.of(Loss.TARGET, target, Deviance.MASK, mask),
                new float[0]);
    }

    /** Draws the places of tied values anew, so that no row is seen at one place alone. */
    private void redraw(long step, int steps, int rows, float[] x1) {
        float[] u = new float[layout.width()];
        for (int row = 0; row < steps * rows; row++) {
            ties.uniforms(row % rows, step + row / rows, u, 0, u.length);
            int at = row * layout.width();
            for (int i = 0; i < tied.length; i++) {
                if (tied[i] != null) {
                    tied[i].redraw(x1, at + i, u[i]);
                }
            }
        }
    }

    /** Draws noise anew for the numbers that source rows have no value of. */
    private void fillSource(long step, int steps, int rows, float[] x0) {
        float[] noise = unitNoise(step, steps, rows, layout.lacksNumbers() ? sourceLacking : null);
        for (int row = 0; noise.length > 0 && row < steps * rows; row++) {
            SourceStarts.fill(layout, x0, row * layout.width(), noise, row * layout.numbers());
        }
    }

    /** Which labels are known and which columns given in a row, whose time may become the first one. */
    private void choose(long step, int row, int at, float[] t, boolean[] known, boolean[] columns) {
        int labels = layout.labels();
        float[] u = new float[2 + labels];
        hiding.uniforms(row, step, u, 0, u.length);
        double share = t[at];
        double apart = labels == 0 ? 0 : task.apart();
        if (u[0] < apart / 2) {
            share = 1;
        } else if (u[0] < apart) {
            share = u[1];
            t[at] = (float) task.objective().interval(task.path()).from();
        }
        for (int k = 0; k < labels; k++) {
            known[at * labels + k] = u[2 + k] < share;
        }
        if (task.anyColumns()) {
            give(step, row, at, known, columns);
        }
    }

    private void give(long step, int row, int at, boolean[] known, boolean[] columns) {
        float[] u = new float[2 + layout.columns()];
        given.uniforms(row, step, u, 0, u.length);
        if (u[0] >= GIVEN_ROWS) {
            return;
        }
        for (int column = 0; column < layout.columns(); column++) {
            columns[at * layout.columns() + column] = u[2 + column] < u[1];
        }
        for (int k = 0; k < layout.labels(); k++) {
            known[at * layout.labels() + k] |= columns[at * layout.columns() + layout.columnOfLabel(k)];
        }
    }

    private void numbers(
            int row,
            float t,
            float[] x1,
            float[] z1,
            float[] zt,
            boolean[] known,
            boolean[] columns,
            float[] x,
            int in,
            float[] mask) {
        int d = layout.numbers();
        float weight = weights.trivial() ? 1 : (float) weights.root(t);
        for (int i = 0; i < d; i++) {
            if (!layout.real(i)) {
                continue;
            }
            int governor = layout.governor(i);
            boolean value = hasValue(x1, row, i);
            if (!value && known[row * layout.labels() + governor]) {
                continue;
            }
            boolean fixed = columns[row * layout.columns() + layout.columnOfNumber(i)];
            x[in + i] = fixed ? z1[row * d + i] : zt[row * d + i];
            if (fixed) {
                inputs.setGiven(x, in, i);
                continue;
            }
            for (int output = i; output < outputs; output += d) {
                mask[row * (outputs + layout.labels()) + output] = weight * curves.weight(i, zt[row * d + i]);
            }
        }
    }

    private boolean hasValue(float[] x1, int row, int i) {
        int governor = layout.governor(i);
        return governor == MixedLayout.NOWHERE
                || !layout.lacksValue(i, governor, (int) layout.label(x1, row * layout.width(), governor));
    }

    private float[] unitNoise(long step, int steps, int rows, KeyedRandom random) {
        if (random == null) {
            return new float[0];
        }
        int numbers = rows * layout.numbers();
        float[] unit = new float[Math.multiplyExact(steps, numbers)];
        for (int k = 0; k < steps; k++) {
            random.gaussians(0, rows, step + k, unit, k * numbers, layout.numbers());
        }
        return unit;
    }

    private void condition(long step, int row, float[] c, int at, int features, float[] x, int to) {
        double probability = task.objective().conditionDrop();
        if (features == 0) {
            return;
        }
        if (probability > 0 && drop.uniform(row, step) < probability) {
            Arrays.fill(x, to, to + features, 0);
        } else {
            System.arraycopy(c, at * features, x, to, features);
        }
    }
}
