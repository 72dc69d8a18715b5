// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.normalising.NormalisingFlow;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.sampling.Diffusion;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;

/** Which sampler makes the rows of a model. */
public enum SamplerRule {
    /**
     * The one by which its kind is known: of DDPM the ancestral sampler (Ho, Jain and Abbeel 2020), of score matching and ScoreFlow
     * predictor-corrector on the reverse diffusion (Song and others 2021), of EDM Heun's method on its grid of noise levels (Karras
     * and others 2022), of a flow map its own steps (Boffi, Albergo and Vanden-Eijnden 2025), of what predicts a velocity or a target
     * row the midpoint method. Where the score is not known, as of pairs that a plan joins, the midpoint method.
     */
    USUAL,
    /** The midpoint method for all, so that models differ and not samplers: of a diffusion model its probability flow. */
    MIDPOINT;

    /** The exponent of the grid of EDM. */
    private static final double KARRAS = 7;

    /** The samplings with 1, 2, 4, ... and the most evaluations, or with the most alone; one for what allows no other. */
    List<SamplingSettings> samplings(FlowModel model, ComparisonSettings settings) {
        OptionalInt only = onlySteps(model);
        if (only.isPresent()) {
            return List.of(SamplingSettings.of(Solver.EULER, only.getAsInt()).on(settings.device()));
        }
        Solver solver = this == USUAL ? usual(model) : Solver.MIDPOINT;
        List<SamplingSettings> samplings = new ArrayList<>();
        for (int evaluations : settings.numbersOfEvaluations()) {
            samplings.add(sampling(solver, grid(model), evaluations, settings));
        }
        return samplings;
    }

    /** How rows are made by a sampling, in words. */
    static String words(FlowModel model, SamplingSettings sampling) {
        return onlySteps(model).isPresent()
                ? "one pass"
                : sampling.solver().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static OptionalInt onlySteps(FlowModel model) {
        return model.dynamics() instanceof NormalisingFlow
                ? OptionalInt.of(1)
                : model.dynamics().onlySteps();
    }

    /** As many steps as the evaluations allow; a solver with two a step cannot do with one, in place of which there is a simpler one. */
    private static SamplingSettings sampling(
            Solver solver, TimeGrid grid, int evaluations, ComparisonSettings settings) {
        int steps = evaluations / evaluationsOfStep(solver);
        return SamplingSettings.of(steps == 0 ? simpler(solver) : solver, Math.max(1, steps))
                .on(settings.device())
                .withGrid(grid)
                .withNoise(new Diffusion.Reverse(), settings.seed());
    }

    /** Noise levels of EDM range over four powers of ten; equal times would leave the last of them to one step. */
    private static TimeGrid grid(FlowModel model) {
        return model.dynamics() instanceof AffineVelocity velocity
                        && velocity.prediction() == Prediction.PRECONDITIONED_TARGET
                ? new TimeGrid.Rho(KARRAS)
                : new TimeGrid.Uniform();
    }

    private static int evaluationsOfStep(Solver solver) {
        return solver.method() instanceof Method.Stochastic stochastic
                ? stochastic.places().length
                : solver.tableau().stages();
    }

    private static Solver simpler(Solver solver) {
        return solver.stochastic() ? Solver.EULER_MARUYAMA : Solver.EULER;
    }

    private static Solver usual(FlowModel model) {
        if (model.dynamics().stepFeatures() > 0) {
            return Solver.FLOW_MAP;
        }
        if (!(model.dynamics() instanceof AffineVelocity velocity)
                || velocity.scoreObstacle(model.pairs()).isPresent()) {
            return Solver.MIDPOINT;
        }
        return switch (velocity.prediction()) {
            case NOISE -> ModelName.boundsLikelihood(model.provenance())
                    ? Solver.PREDICTOR_CORRECTOR
                    : Solver.ANCESTRAL;
            case SCORE -> Solver.PREDICTOR_CORRECTOR;
            case PRECONDITIONED_TARGET -> Solver.HEUN;
            default -> Solver.MIDPOINT;
        };
    }
}
