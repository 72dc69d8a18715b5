// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.mixed.FlowOfNumbers;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.RecordedFlow;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;

/**
 * The coupling of a rectification round: pairs (z0, z1) where z1 is the source row z0 pushed through a trained model. A
 * model trained on them has straighter paths, so that fewer steps suffice (Liu, Gong and Liu 2022, "Flow straight and
 * fast"). A convex transport cost never grows by it: E c(z1 - z0) is at most E c(x1 - x0). Under conditions each pair keeps
 * the one with which it was pushed.
 */
public final class ReflowPairs {
    /** Apart from the noise that a sampler draws with the same seed: a reflowed model is not judged on its training rows. */
    private static final int NOISE_STREAM = 1;

    private static final int CONDITION_STREAM = 2;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private ReflowPairs() {}

    /**
     * Standard normal source rows [n, d] for a model whose source is Gaussian. They are stored as they are; on the way
     * through the model they get the scale of its path.
     *
     * @throws FlowException when the model was trained with a source table
     */
    public static RowMatrix sourceNoise(FlowModel model, int rows, long seed, Monitor monitor) {
        if (model.source() != SourceLaw.GAUSSIAN) {
            throw new FlowException(
                    "The model was trained with a source table, so noise cannot be pushed through it.",
                    "Give rows of that table.");
        }
        KeyedRandom random = new KeyedRandom(seed, Purpose.SAMPLE_NOISE, NOISE_STREAM);
        return SourceRows.unitNoise(model.encoding().space(), random, rows, monitor);
    }

    /**
     * Conditions [n, m] for source rows that have none of their own: those of target rows, each once per pass in random
     * order.
     *
     * @param target conditions of the target rows
     * @throws FlowException for more than 2^31 numbers
     */
    public static RowMatrix conditions(RowMatrix target, int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.TARGET_ROWS, CONDITION_STREAM);
        int features = target.columns();
        if ((long) rows * features > LARGEST_ARRAY) {
            throw new FlowException(
                    "The conditions of " + rows + " pairs are " + features
                            + " numbers each, which are too many: at most " + LARGEST_ARRAY / features
                            + " pairs are possible.",
                    "Make fewer pairs, or group rare labels of the conditions.");
        }
        float[] drawn = new float[rows * features];
        int[] order = {};
        for (int row = 0; row < rows; row++) {
            int place = row % target.rows();
            if (place == 0) {
                order = random.permutation(target.rows(), row / target.rows());
            }
            target.copyRow(order[place], drawn, row * features);
        }
        return RowMatrix.of(drawn, features);
    }

    /** As {@link #of(FlowModel, RowMatrix, Optional, long, SamplingSettings, Monitor)}, for a model without conditions. */
    public static Coupling of(
            FlowModel model, RowMatrix source, long seed, SamplingSettings settings, Monitor monitor) {
        return of(model, source, Optional.empty(), seed, settings, monitor);
    }

    /**
     * A coupling that was made.
     *
     * @param recorded some of its pairs on their way, where the settings ask for them
     */
    public record Made(Coupling pairs, Optional<RecordedFlow> recorded) {}

    /** As {@link #make}, the pairs alone. */
    public static Coupling of(
            FlowModel model,
            RowMatrix source,
            Optional<RowMatrix> conditions,
            long seed,
            SamplingSettings settings,
            Monitor monitor) {
        return make(model, source, conditions, seed, settings, monitor).pairs();
    }

    /**
     * The target rows of a model of mixed rows are made labels first ({@link FlowOfNumbers}): their numbers then follow from the
     * source row and the labels.
     *
     * @param model the model trained on the coupling to be rectified
     * @param source its source rows [n, d] in encoded units: rows of a table, or {@link #sourceNoise}
     * @param conditions of the rows [n, m], for a model with conditions
     * @param seed stored with the coupling, for the order in which pairs are drawn
     * @param settings solver, its steps or tolerances, and guidance; direction and trajectory are not used: pairs go
     *     forward
     * @return a coupling of the same encoding; its rounds are those of the model and one more
     * @throws FlowException when the solver adds noise, so that the target row does not follow from the source row, or the
     *     dynamics cannot be reflowed; and as the mover of the model does
     */
    public static Made make(
            FlowModel model,
            RowMatrix source,
            Optional<RowMatrix> conditions,
            long seed,
            SamplingSettings settings,
            Monitor monitor) {
        model.dynamics().reflowObstacle().ifPresent(Obstacle::refuse);
        if (model.encoding().space().numbers() == 0) {
            throw new FlowException(
                    "The rows of the model have labels alone, which are drawn and do not flow: there is nothing to"
                            + " straighten.",
                    "Use the model as it is.");
        }
        CouplingSettings.Reflow reflow = settings(settings, model.provenance().reflowRounds(), model.source());
        FlowModel flow = FlowOfNumbers.of(model);
        Samples samples = Movers.of(flow)
                .move(
                        flow,
                        flow.sourceStates().of(source),
                        conditions,
                        settings.toward(Direction.FORWARD).withTrajectory(false),
                        monitor);
        Coupling pairs = new Coupling(
                reflow,
                model.encoding(),
                samples.end(),
                Optional.of(source),
                conditions.map(rows -> new Conditions(model.conditions(), rows, Optional.empty())),
                seed);
        return new Made(pairs, samples.recorded());
    }

    /**
     * The settings of the coupling that {@link #make} makes, known before the rows are.
     *
     * @param earlierRounds reflow rounds behind the model, 0 for one trained on another coupling
     * @param source the law of the model's source
     * @throws FlowException when the solver adds noise
     */
    public static CouplingSettings.Reflow settings(SamplingSettings settings, int earlierRounds, SourceLaw source) {
        Solver solver = settings.solver();
        if (solver.stochastic()) {
            throw new FlowException(
                    "The solver " + solver
                            + " adds noise, so that the generated row does not follow from its source row.",
                    "Choose a solver of the ordinary differential equation, such as Heun or Dormand-Prince.");
        }
        return new CouplingSettings.Reflow(
                solver.name(),
                solver.adaptive() ? 0 : settings.steps(),
                earlierRounds + 1,
                source,
                settings.guidance().weight());
    }
}
