// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.engine.metric.DiagnosticsSettings;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.TrainingSettings;

/**
 * How a flow is rectified.
 *
 * @param rounds of reflow and training, 1 to 10
 * @param pairs that each round is trained on, 10 to 10,000,000, for a Gaussian source; a source
 *     table gives one pair for each of its rows
 * @param solver with which pairs are made; as exact as possible, because its errors are learnt
 * @param training of each round
 * @param continueWeights whether a round begins with the weights of the model before, instead of random ones
 * @param distill whether the last round learns z1 - z0 at the source alone, so that one Euler step is the whole flow
 * @param measuredRows rows on which straightness and W2 distances are measured, 10 to 5,000
 * @param seed of the noise and the order of pairs; round k uses seed + k - 1
 * @param map how the last round learns a flow map beside its velocity, where it does; not with a distillation
 */
public record RectifierSettings(
        int rounds,
        int pairs,
        SamplingSettings solver,
        TrainingSettings training,
        boolean continueWeights,
        boolean distill,
        int measuredRows,
        long seed,
        Optional<MapSettings> map) {

    public static final Range ROUNDS = Range.between(1, 10);
    public static final Range PAIRS = Range.between(10, 10_000_000);
    public static final int DEFAULT_ROUNDS = 1;
    public static final int DEFAULT_PAIRS = 20_000;
    public static final int DEFAULT_MEASURED_ROWS = 1000;

    public RectifierSettings {
        Objects.requireNonNull(training, "training");
        ROUNDS.check("The number of rounds", rounds, "One or two are usually enough: the errors of each add up.");
        PAIRS.check("The number of pairs", pairs, "Use at least as many as the target has rows.");
        DiagnosticsSettings.ROWS.check("The number of measured rows", measuredRows, "1,000 rows take a few seconds.");
        ReflowPairs.settings(solver, 0, SourceLaw.GAUSSIAN);
        if (distill && map.isPresent()) {
            throw new FlowException(
                    "The last round can be distilled into one step or learn a flow map, not both.",
                    "A flow map takes any number of steps, one among them: switch the distillation off.");
        }
    }

    /** Without a flow map. */
    public RectifierSettings(
            int rounds,
            int pairs,
            SamplingSettings solver,
            TrainingSettings training,
            boolean continueWeights,
            boolean distill,
            int measuredRows,
            long seed) {
        this(rounds, pairs, solver, training, continueWeights, distill, measuredRows, seed, Optional.empty());
    }

    /** These settings, the last round learning a flow map. */
    public RectifierSettings withMap(MapSettings learnt) {
        return new RectifierSettings(
                rounds, pairs, solver, training, continueWeights, distill, measuredRows, seed, Optional.of(learnt));
    }

    /** One round on 20,000 pairs of the Dormand-Prince solver that begins with the model's weights. */
    public static RectifierSettings defaults() {
        return new RectifierSettings(
                DEFAULT_ROUNDS,
                DEFAULT_PAIRS,
                SamplingSettings.of(Solver.DORMAND_PRINCE, 1),
                TrainingSettings.defaults(),
                true,
                false,
                DEFAULT_MEASURED_ROWS,
                1);
    }
}
