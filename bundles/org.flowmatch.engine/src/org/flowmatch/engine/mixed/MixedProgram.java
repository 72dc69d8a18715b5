// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.geometry.Curve;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.geometry.UnitVectors;
import org.flowmatch.engine.likelihood.LikelihoodProgram;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of numbers beside labels: {@code mixed_field.torchscript} with the number of condition features filled in. */
public final class MixedProgram {
    private static final Fragment FIELD = Fragment.read(MixedProgram.class, "mixed_field");
    private static final Fragment OUTPUTS = Fragment.read(MixedProgram.class, "mixed_outputs");
    private static final Fragment STEP = Fragment.read(MixedProgram.class, "mixed_step");
    private static final Fragment LIKELIHOOD = Fragment.read(MixedProgram.class, "mixed_likelihood");
    private static final Fragment FLAT = Fragment.read(MixedProgram.class, "flat_numbers");
    private static final Fragment CURVED = Fragment.read(MixedProgram.class, "unit_vectors");
    private static final Fragment CURVED_STEP = Fragment.read(MixedProgram.class, "unit_vectors_step");
    private static final Fragment FLAT_ROWS = Fragment.read(MixedProgram.class, "flat_rows");
    private static final Fragment CURVED_ROWS = Fragment.read(MixedProgram.class, "unit_rows");

    private MixedProgram() {}

    /** The fragments of a {@link StateEquation} with an event. */
    public static List<Fragment> equation(FlowModel model) {
        Runs runs = Runs.of(vectors(model));
        return List.of(
                field(model),
                runs.isEmpty() ? FLAT : runs.fill(CURVED),
                OUTPUTS,
                STEP,
                runs.isEmpty() ? StateEquation.EUCLIDEAN : CURVED_STEP);
    }

    /** What evaluates the network at a time on its own, by the methods of the last fragment. */
    static List<Fragment> outputs(FlowModel model) {
        Runs runs = Runs.of(vectors(model));
        return List.of(field(model), runs.isEmpty() ? FLAT : runs.fill(CURVED), OUTPUTS);
    }

    /**
     * The fragments of a {@link StateEquation} of numbers and the integrals of their divergence.
     *
     * @param numbers d, at least 1
     * @param probes directions of the estimator; 0 for the exact divergence
     */
    public static List<Fragment> density(FlowModel model, int numbers, int probes) {
        Fragment derivative = told(LIKELIHOOD, model).with("DIMENSIONS", numbers);
        Runs runs = Runs.of(vectors(model));
        List<Fragment> geometry =
                runs.isEmpty() ? List.of(FLAT_ROWS, StateEquation.EUCLIDEAN) : List.of(runs.fill(CURVED_ROWS));
        return LikelihoodProgram.equation(model, derivative, geometry, numbers, probes);
    }

    private static UnitVectors vectors(FlowModel model) {
        return new MixedLayout(model.encoding().space()).vectors();
    }

    /** Unit vectors that lie side by side, as many coordinates wide and on the same curve. */
    private record Runs(List<Integer> firsts, List<Integer> widths, List<Integer> counts, List<Integer> folded) {

        static Runs of(UnitVectors vectors) {
            Runs runs = new Runs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            int end = -1;
            for (UnitVector vector : vectors.all()) {
                int first = vector.coordinates()[0];
                int width = vector.coordinates().length;
                int fold = vector.curve() == Curve.ORTHANT ? 1 : 0;
                int last = runs.firsts.size() - 1;
                if (first == end && runs.widths.get(last) == width && runs.folded.get(last) == fold) {
                    runs.counts.set(last, runs.counts.get(last) + 1);
                } else {
                    runs.firsts.add(first);
                    runs.widths.add(width);
                    runs.counts.add(1);
                    runs.folded.add(fold);
                }
                end = first + width;
            }
            return runs;
        }

        boolean isEmpty() {
            return firsts.isEmpty();
        }

        Fragment fill(Fragment fragment) {
            return fragment.with("FIRSTS", firsts)
                    .with("WIDTHS", widths)
                    .with("COUNTS", counts)
                    .with("FOLDED", folded);
        }
    }

    private static Fragment field(FlowModel model) {
        Outputs outputs = model.networkColumns().outputs();
        return told(FIELD, model).with("REGRESSED", outputs.regressed()).with("LEVELS", outputs.groups());
    }

    /** With the number of inputs that say what is known of a row, and of those of conditions. */
    private static Fragment told(Fragment fragment, FlowModel model) {
        int conditions = model.conditions().features();
        int numbers = new MixedLayout(model.encoding().space()).numbers();
        return fragment.with("CONDITIONS", conditions).with("KNOWN", model.inputs() - numbers - conditions);
    }
}
