// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.geometry.UnitVectors;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/**
 * Rows whose log-density along a velocity is wanted, or that are drawn by it.
 *
 * @param model the network and its weights
 * @param velocity what the first outputs of the network mean
 * @param rows [n, d], n at least 1: at the target, or where they are drawn at the source
 * @param given matrices [n, .] that the program is given, probes aside
 * @param program the fragments of the state [x, integrals] by the number of probes, which are given last as [n, probes d]; 0 for
 *     the exact divergence
 * @param sourceScale standard deviation of the Gaussian source, above 0
 * @param moving [n, d], 1 for a coordinate that moves, 0 for one that stands still and is no part of the density; empty
 *     where all move
 * @param vectors the unit vectors among the coordinates: their source is uniform, others' Gaussian
 * @param most the coordinates of a row that move at most, 0 to d: where they are few, the divergence is the sum of their
 *     partial derivatives
 */
public record DensityProblem(
        FlowModel model,
        AffineVelocity velocity,
        RowMatrix rows,
        List<RowMatrix> given,
        IntFunction<List<Fragment>> program,
        double sourceScale,
        Optional<RowMatrix> moving,
        UnitVectors vectors,
        int most) {
    public DensityProblem {
        given = List.copyOf(given);
        if (most < rows.columns() && moving.isEmpty()) {
            throw new IllegalArgumentException("which coordinates move is not said");
        }
    }

    /** Encoded rows of a model whose velocity a solver follows, with the features of their conditions where it has any. */
    static DensityProblem of(FlowModel model, RowMatrix rows, Optional<RowMatrix> conditions) {
        return new DensityProblem(
                model,
                model.velocity(),
                rows,
                conditions.map(List::of).orElse(List.of()),
                probes -> LikelihoodProgram.equation(model, probes),
                model.sourceStates().scale(),
                Optional.empty(),
                UnitVectors.NONE,
                rows.columns());
    }
}
