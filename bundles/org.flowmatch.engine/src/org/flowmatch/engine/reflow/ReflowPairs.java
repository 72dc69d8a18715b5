// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.SourceLaw;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.Solver;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * The coupling of a rectification round: pairs (z0, z1) where z1 is the source row z0 pushed through a trained model. A
 * model trained on them has straighter paths, so that fewer steps suffice (Liu, Gong and Liu 2022, "Flow straight and
 * fast"). A convex transport cost never grows by it: E c(z1 - z0) is at most E c(x1 - x0).
 */
public final class ReflowPairs {
    /** Apart from the noise that a sampler draws with the same seed: a reflowed model is not judged on its training rows. */
    private static final int NOISE_STREAM = 1;

    private ReflowPairs() {}

    /**
     * Gaussian source rows [n, d] for a model whose source is Gaussian, with the scale of its path.
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
        return SourceRows.gaussian(
                random, 0, rows, model.columns(), model.path().sourceScale(), monitor);
    }

    /**
     * @param model the model trained on the coupling to be rectified
     * @param source its source rows [n, d] in encoded units: rows of a table, or {@link #sourceNoise}
     * @param seed stored with the coupling, for the order in which pairs are drawn
     * @param settings solver and its steps or tolerances; direction and trajectory are not used: pairs go forward
     * @return a coupling of the same encoding; its rounds are those of the model and one more
     */
    public static Coupling of(
            FlowModel model, RowMatrix source, long seed, SamplingSettings settings, Monitor monitor) {
        SamplingSettings forward = new SamplingSettings(
                settings.solver(),
                settings.steps(),
                settings.relativeTolerance(),
                settings.absoluteTolerance(),
                Direction.FORWARD,
                false,
                settings.device());
        Samples samples = Sampler.sample(model, source, forward, monitor);
        CouplingSettings.Reflow reflow = settings(settings, model.provenance().reflowRounds(), model.source());
        return new Coupling(reflow, model.encoding(), samples.end(), Optional.of(source), seed);
    }

    /**
     * The settings of the coupling that {@link #of} makes, known before the rows are.
     *
     * @param earlierRounds reflow rounds behind the model, 0 for one trained on another coupling
     * @param source the law of the model's source
     */
    public static CouplingSettings.Reflow settings(SamplingSettings settings, int earlierRounds, SourceLaw source) {
        Solver solver = settings.solver();
        return new CouplingSettings.Reflow(
                solver.name(), solver.adaptive() ? 0 : settings.steps(), earlierRounds + 1, source);
    }
}
