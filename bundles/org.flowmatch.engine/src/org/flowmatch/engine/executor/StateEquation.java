// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.field.StageLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.solver.Wiener;

/**
 * A differential equation for states [n, D] of rows, driven by a model's network and evaluated natively.
 *
 * <p>The program fragments stand beside the network's own and hold {@code evaluate(self, prepared: List[Tensor], x: Tensor,
 * given: List[Tensor], terms: List[float], at: int) -> Tensor}: the derivative at the state x, where terms holds the six
 * numbers {@link #TERMS} of evaluation 0, 1, ... and {@code at} says which one this is. How states lie is the fragments' own
 * matter: {@code enter} and {@code leave} take rows [n, D] to a state and back, and {@code row_means} are the means [n] of
 * a state over D. Where one arrives from a state along a sum of derivatives says {@code combine(self, x: Tensor, directions:
 * List[Tensor], weights: List[float], offset: int, count: int, h: float) -> Tensor}: for vectors {@link #EUCLIDEAN}, on a
 * manifold a retraction of x + h sum_j weights[offset + j] directions[j], which is {@code weighted_sum} of the same
 * arguments; derivatives are then to be projected by {@code evaluate}. What stochastic solvers add of the noise z of rows under
 * {@code given} says {@code noise_at(self, z: Tensor, given: List[Tensor]) -> Tensor}.
 *
 * @param model the network and its weights
 * @param parts the program fragments
 * @param given matrices [n, .] that stay as they are; each chunk of rows sees its rows of them
 * @param law the field's terms
 * @param guidance its weight is the last of the terms
 * @param noise what a stochastic solver adds
 * @param columns whether the parts evaluate the network by its {@code velocity_columns}, and {@code prepared} is for that;
 *     otherwise {@code prepared} are its {@code layers}
 * @param event what happens to rows at each time of the grid; its parts then give {@value #OUTPUTS} and {@value #STEP} as well
 * @param work evaluations of the network that one evaluation is worth in time, at least 1
 */
public record StateEquation(
        FlowModel model,
        List<Fragment> parts,
        List<RowMatrix> given,
        StageLaw law,
        ConditionWeight guidance,
        Optional<Wiener> noise,
        boolean columns,
        Optional<GridEvent> event,
        int work) {
    /**
     * {@code outputs_at(self, prepared: List[Tensor], x: Tensor, given: List[Tensor], terms: List[float]) -> Tensor}: all that
     * the network gives out for rows x [n, D], as rows, for an event.
     */
    static final String OUTPUTS = "outputs_at";

    /**
     * {@code step_along(self, prepared: List[Tensor], x: Tensor, outputs: Tensor, given: List[Tensor], terms: List[float], h:
     * float, a: List[float], b: List[float]) -> Tensor}: where rows x [n, D] arrive by a step of a tableau whose first stage
     * follows what the network gave out.
     */
    static final String STEP = "step_along";

    /** The {@code combine} of states that are vectors. */
    public static final Fragment EUCLIDEAN = Fragment.read(StateEquation.class, "euclidean");

    /** Time, inScale, xWeight, outWeight, headWeight (see FieldTerms) and the weight of guidance. */
    public static final int TERMS = 6;

    public StateEquation {
        parts = List.copyOf(parts);
        given = List.copyOf(given);
    }

    /** The numbers of one evaluation. */
    public static double[] terms(FieldTerms field, double guidance) {
        return new double[] {
            field.time(), field.inScale(), field.xWeight(), field.outWeight(), field.headWeight(), guidance
        };
    }

    /** An equation of which nothing happens on the way. */
    public StateEquation(
            FlowModel model,
            List<Fragment> parts,
            List<RowMatrix> given,
            StageLaw law,
            ConditionWeight guidance,
            Optional<Wiener> noise,
            boolean columns,
            int work) {
        this(model, parts, given, law, guidance, noise, columns, Optional.empty(), work);
    }

    /** An equation without noise over the network's layers. */
    public StateEquation(
            FlowModel model,
            List<Fragment> parts,
            List<RowMatrix> given,
            StageLaw law,
            ConditionWeight guidance,
            int work) {
        this(model, parts, given, law, guidance, Optional.empty(), false, work);
    }
}
