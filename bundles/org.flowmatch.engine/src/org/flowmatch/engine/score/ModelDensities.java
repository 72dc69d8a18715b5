// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;

/**
 * What a model says of real rows: of a sample of those that it was trained on, and of others. An attack asks which of two rows is
 * likelier, so that few fixed steps do: adaptive ones would be many where a model that repeats its rows is steep.
 */
public final class ModelDensities {
    private static final SamplingSettings STEPS = SamplingSettings.of(Solver.RK4, 10);
    private static final int PROBES = 4;
    private static final int ORDERS = 3;
    private static final int TIE_POINTS = 1;

    private ModelDensities() {}

    /**
     * Rows that a model can score.
     *
     * @param values of its columns
     * @param conditions of the rows, for a model with conditions alone
     */
    public record Rows(Table values, Optional<Table> conditions) {}

    /**
     * @param training rows that the model was trained on; of more than {@link Effort#densityRows} as many are drawn
     * @param heldBack others
     * @throws FlowException when the model has no density, or there are too few rows
     */
    public static LogDensities of(
            FlowModel model, Rows training, Rows heldBack, ScoreSettings settings, Monitor monitor) {
        model.dynamics().densityObstacle(model.pairs()).ifPresent(ModelDensities::refuse);
        return new LogDensities(
                score(model, training, TableRole.REAL, settings, monitor.part(0, 0.5)),
                score(model, heldBack, TableRole.HELD_BACK, settings, monitor.part(0.5, 1)));
    }

    /** @throws FlowException that says why a model cannot be attacked */
    public static void refuse(Obstacle obstacle) {
        throw new FlowException(
                "Membership cannot be inferred by the density of this model. " + obstacle.reason(),
                obstacle.remedy() + " Or connect no model: all other measures do without.");
    }

    private static double[] score(FlowModel model, Rows rows, TableRole role, ScoreSettings settings, Monitor monitor) {
        int count = rows.values().rows();
        if (count < ComparedTables.FEWEST_ROWS) {
            throw new FlowException(
                    "The model can score " + count + " rows of the " + role.label() + ", but at least "
                            + ComparedTables.FEWEST_ROWS + " are needed.",
                    "Give more rows whose cells are not missing or infinite.");
        }
        int[] drawn = new KeyedRandom(settings.seed(), Purpose.METRIC).permutation(count, 12 + role.ordinal());
        int[] chosen = Arrays.copyOf(drawn, Math.min(count, settings.effort().densityRows()));
        return Movers.of(model)
                .score(
                        model,
                        rows.values().select(chosen),
                        rows.conditions().map(table -> model.conditions().encode(table.select(chosen), role.label())),
                        new LikelihoodSettings(
                                        STEPS, Divergence.AUTOMATIC, PROBES, ProbeLaw.RADEMACHER, settings.seed())
                                .withOrders(ORDERS),
                        new TiePoints(TIE_POINTS, settings.seed()),
                        monitor)
                .logDensity();
    }
}
