// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.TableLikelihood;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;

/**
 * What moves rows of one kind of {@link Dynamics} between source and target, and gives their
 * density where they have one. Named by its {@link FlowKind}.
 */
public interface Mover {
    /** What it moves rows of. */
    Dynamics dynamics();

    /**
     * Checks settings against what is known of a model before it is trained. Conditions and the score are not among it.
     *
     * @throws org.flowmatch.engine.FlowException as {@link #move} would
     */
    default void require(SamplingSettings settings) {
        dynamics().requireSteps(settings.asked());
        if (settings.trajectory()) {
            dynamics().statesObstacle().ifPresent(Obstacle::refuse);
        }
    }

    /**
     * @param model of these dynamics
     * @param start rows [n, d] in encoded units, n at least 1: forward, source rows (Gaussian ones with the source scale of
     *     the dynamics); backward, target rows
     * @param conditions the condition of each row [n, m], for a model with conditions
     * @param settings solver, steps or tolerances, direction
     * @param monitor progress; a cancel takes effect within a second
     * @throws org.flowmatch.engine.FlowException when the columns differ from the model's, its dynamics do not allow the
     *     settings, no GPU is found though asked for, or a number stops being finite
     */
    Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor);

    /**
     * As {@link #move} forward, with the states of what moves at all times: the rows themselves or, of rows with labels, their
     * numbers [n, d'], of which one without a value is 0 throughout.
     *
     * @throws org.flowmatch.engine.FlowException as {@link #move}, and when there are no such states
     */
    default Samples follow(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        dynamics().geometryObstacle().ifPresent(Obstacle::refuse);
        return move(model, start, conditions, settings.withTrajectory(), monitor);
    }

    /**
     * Checks settings of a density against what is known of a model before it is trained.
     *
     * @throws org.flowmatch.engine.FlowException as {@link #logDensity} would
     */
    default void require(LikelihoodSettings settings) {
        dynamics().requireSteps(settings.solver().toward(Direction.FORWARD).asked());
    }

    /**
     * @param model of these dynamics
     * @param rows [n, d] in encoded units, n at least 1
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @param monitor progress; a cancel takes effect within a second
     * @throws org.flowmatch.engine.FlowException when the model has no density, rows or conditions do not fit it, or a number
     *     stops being finite
     */
    LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor);

    /** The columns of which cells may be missing in rows to score: such a cell is a value, or integrated out. */
    default Set<String> mayLack(FlowModel model) {
        return model.encoding().columnsWithGaps();
    }

    /**
     * The log-densities of the rows of a table in units of the table, each row once and without regard to the others.
     *
     * @param table its columns are found by name, others are ignored
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @param points how tied values are asked for
     * @throws org.flowmatch.engine.FlowException as {@link #logDensity}, and when a column is missing or has an unusable
     *     cell ({@link #mayLack}), or the table has no rows
     */
    default TableScores score(
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor) {
        dynamics().densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        return TableLikelihood.of(this::logDensity, model, table, conditions, settings, points, monitor);
    }

    /** What scores each column given the others; empty for a model that was not trained to be given any columns. */
    default Optional<ColumnScorer> columnScorer() {
        return Optional.empty();
    }
}
