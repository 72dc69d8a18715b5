// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.executor.ConditionWeight;
import org.flowmatch.engine.executor.Solution;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.executor.StateSolver;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.Motion;
import org.flowmatch.engine.field.StageLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;
import org.flowmatch.engine.solver.Method;

/**
 * The log-density of rows under the flow of a model (Chen and others, 2018, "Neural ordinary differential equations"):
 *
 * <pre>
 * log p(x1) = log N(x0; 0, scale^2 I) - integral from tMin to tMax of div v(x_t, t) dt
 * </pre>
 *
 * along the way of x1 back to x0, of unit vectors among the coordinates with the uniform law on their sphere in place of the normal one and
 * the divergence on it, solved natively for the state [x, integral]. With Hutchinson's estimator every probe has an
 * integral of its own, whose mean is the estimate and whose spread gives the standard error. The density is of encoded
 * rows; see {@link TableLikelihood} for those of a table.
 */
public final class Likelihood {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final DensityProblem problem;
    private final RowMatrix rows;
    private final int columns;
    private final LikelihoodSettings settings;
    /** Whether the divergence is the sum over the few coordinates of a row that move. */
    private final boolean few;

    /** Integrals of the state: one for each probe or coordinate that moves, or the exact one. */
    private final int integrals;

    private final boolean exact;
    private final Conversion conversion;
    private final Motion motion;

    private Likelihood(DensityProblem problem, LikelihoodSettings settings) {
        this.problem = problem;
        this.settings = settings;
        rows = problem.rows();
        columns = rows.columns();
        int most = problem.most();
        few = problem.moving().isPresent()
                && (most == 1 || most < columns && settings.divergence().exact(most));
        exact = few || settings.divergence().exact(columns);
        integrals = few ? most : integrals(columns, settings);
        conversion = problem.velocity().conversion();
        motion = conversion.motion();
    }

    /**
     * @param rows [n, d] in encoded units, n at least 1
     * @param conditions [n, m] of the rows; present for a conditional model alone
     * @param monitor progress; a cancel takes effect within a second
     * @throws FlowException when the model has no likelihood, rows or conditions do not fit it, a number stops being finite,
     *     or an adaptive solver cannot keep its tolerances
     */
    public static LogDensities of(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        require(model, rows, conditions);
        return of(DensityProblem.of(model, rows, conditions), settings, monitor);
    }

    /**
     * @param monitor progress; a cancel takes effect within a second
     * @throws FlowException when a number stops being finite, or an adaptive solver cannot keep its tolerances
     */
    public static LogDensities of(DensityProblem problem, LikelihoodSettings settings, Monitor monitor) {
        problem.velocity().requireSteps(settings.solver().asked());
        requireArray(problem.rows(), settings);
        return new Likelihood(problem, settings).score(monitor);
    }

    /**
     * Draws the coordinates that move along the flow from source rows.
     *
     * @param problem its rows are those of the source, of which coordinates that stand still are at the target
     * @return the rows at the target as the end, and the log-densities of what was drawn
     * @throws FlowException as {@link #of}
     */
    public static LogDensities draw(DensityProblem problem, LikelihoodSettings settings, Monitor monitor) {
        requireArray(problem.rows(), settings);
        return new Likelihood(problem, settings).draw(monitor);
    }

    /**
     * Checks what is to be scored.
     *
     * @throws FlowException when the model has no likelihood, or rows or conditions do not fit it
     */
    public static void require(FlowModel model, RowMatrix rows, Optional<RowMatrix> conditions) {
        model.dynamics().densityObstacle(model.pairs()).ifPresent(Obstacle::refuse);
        new RowsFit("rows to score")
                .columns(model, rows)
                .ifPresent(other -> other.refuse("Give rows with the columns that the model was trained on."));
        if (rows.rows() == 0) {
            throw new FlowException("There are no rows to score.", "Give at least one row.");
        }
        int features = conditions.map(RowMatrix::columns).orElse(0);
        if (features != model.conditions().features()
                || conditions.isPresent() && conditions.get().rows() != rows.rows()) {
            throw new FlowException(
                    model.conditions().isEmpty()
                            ? "The model has no conditions, but conditions are given with the rows to score."
                            : "The model's density depends on the conditions "
                                    + String.join(", ", model.conditions().names())
                                    + ", which are not given for every row to score.",
                    "Give rows with the condition columns of the model.");
        }
    }

    /** Each probe adds a number to the state of each row. */
    private static void requireArray(RowMatrix rows, LikelihoodSettings settings) {
        int width = rows.columns() + integrals(rows.columns(), settings);
        int most = LARGEST_ARRAY / width;
        if (rows.rows() > most) {
            throw new FlowException(
                    rows.rows() + " rows with " + integrals(rows.columns(), settings)
                            + " probes are too many to score at once: at most " + most + " rows are possible.",
                    "Choose fewer probes, or score the rows in several parts.");
        }
    }

    /** The numbers that the solver keeps for a row beside it. */
    static int integrals(int columns, LikelihoodSettings settings) {
        return settings.divergence().exact(columns) ? 1 : settings.probes();
    }

    private LogDensities score(Monitor monitor) {
        Solution solution =
                solve(motion.interval().to(), motion.interval().from(), motion.endScale(), "Scored", monitor);
        return densities(solution, motion.startScale(), false);
    }

    private LogDensities draw(Monitor monitor) {
        Solution solution =
                solve(motion.interval().from(), motion.interval().to(), motion.startScale(), "Drew", monitor);
        return densities(solution, motion.endScale(), true);
    }

    private Solution solve(double from, double to, double scale, String done, Monitor monitor) {
        List<RowMatrix> given = new ArrayList<>(problem.given());
        boolean unitDirections = exact && !few;
        if (few) {
            given.add(new Movements(problem.moving().orElseThrow(), integrals));
        } else if (!exact) {
            given.add(new Probes(settings.law(), rows, integrals, settings.seed()));
        }
        StateEquation equation = new StateEquation(
                problem.model(),
                problem.program().apply(unitDirections ? 0 : integrals),
                given,
                law(),
                ConditionWeight.LEARNT,
                1 + (unitDirections ? columns : integrals));
        return StateSolver.solve(
                equation,
                new StartStates(rows, problem.moving(), integrals, (float) scale),
                settings.solver().times(from, to),
                settings.solver().withTrajectory(false).solving(),
                done,
                monitor);
    }

    private StageLaw law() {
        return settings.solver().solver().method() instanceof Method.CurveAware
                ? (t, h, c) -> conversion.secant(t, t + h)
                : StageLaw.of(motion.velocity());
    }

    /**
     * @param scale of the states where they end
     * @param forward whether they end at the target, so that the rows hold the source
     */
    private LogDensities densities(Solution solution, double scale, boolean forward) {
        int n = rows.rows();
        double[] logDensity = new double[n];
        double[] standardError = new double[n];
        float[] end = new float[n * columns];
        float[] state = new float[columns + integrals];
        float[] begun = new float[columns];
        float[] moves = new float[columns];
        Arrays.fill(moves, 1);
        double[] x0 = new double[columns];
        SourceDensity source = new SourceDensity(problem.vectors(), problem.sourceScale(), columns);
        // the state is endScale times the row at the target and startScale times the row at the source
        double scales = Math.log(motion.endScale()) - Math.log(motion.startScale());
        for (int row = 0; row < n; row++) {
            solution.end().copyRow(row, state, 0);
            rows.copyRow(row, begun, 0);
            if (problem.moving().isPresent()) {
                problem.moving().get().copyRow(row, moves, 0);
            }
            int moving = 0;
            for (int i = 0; i < columns; i++) {
                if (moves[i] == 0) {
                    end[row * columns + i] = state[i];
                } else {
                    double ended = state[i] / scale;
                    moving++;
                    x0[i] = forward ? begun[i] : ended;
                    end[row * columns + i] = (float) ended;
                }
            }
            double mean = mean(state);
            double onTheWay = forward ? -mean : mean;
            logDensity[row] = source.log(x0, moves) + onTheWay + moving * scales;
            standardError[row] = exact ? 0 : standardError(state, mean);
        }
        return new LogDensities(
                logDensity, standardError, RowMatrix.of(end, columns), solution.nfe(), exact, solution.warnings());
    }

    private double mean(float[] state) {
        double sum = 0;
        for (int i = columns; i < state.length; i++) {
            sum += state[i];
        }
        return sum / integrals;
    }

    private double standardError(float[] state, double mean) {
        double squares = 0;
        for (int i = columns; i < state.length; i++) {
            squares += (state[i] - mean) * (state[i] - mean);
        }
        return Math.sqrt(squares / (integrals - 1) / integrals);
    }
}
