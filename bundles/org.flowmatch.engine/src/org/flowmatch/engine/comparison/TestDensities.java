// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ModelFigures.Density;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.Moments;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.SamplingSettings;

/** How likely test rows are under models. */
final class TestDensities {
    private final Table table;
    private final int[] chosen;
    private final ComparisonSettings settings;
    private final Set<String> warnings;

    /** @param warnings to which those of the scoring are added */
    TestDensities(TestRows rows, ComparisonSettings settings, Set<String> warnings) {
        chosen = rows.scored();
        table = rows.table().select(chosen);
        this.settings = settings;
        this.warnings = warnings;
    }

    Density of(ComparedModel compared, Monitor monitor) {
        FlowModel model = compared.model();
        if (!settings.densities()) {
            return new Density(Double.NaN, Double.NaN, Double.NaN, Optional.empty());
        }
        Optional<Obstacle> obstacle = model.dynamics().densityObstacle(model.pairs());
        if (obstacle.isPresent()) {
            return Density.unknown(obstacle.get().reason());
        }
        Optional<RowMatrix> conditions = compared.conditions().map(all -> new ChosenRows(all, chosen));
        LikelihoodSettings usual = LikelihoodSettings.defaults();
        LikelihoodSettings how = new LikelihoodSettings(
                SamplingSettings.adaptive(SamplingSettings.DEFAULT_TOLERANCE).on(settings.device()),
                usual.divergence(),
                usual.probes(),
                usual.law(),
                settings.seed());
        try {
            TableScores scores = Movers.of(model).score(model, table, conditions, how, TiePoints.defaults(), monitor);
            warnings.addAll(scores.warnings());
            return mean(scores);
        } catch (FlowException e) {
            return Density.unknown(e.problem());
        }
    }

    private static Density mean(TableScores scores) {
        double[] log = scores.logDensity();
        Moments moments = Moments.of(
                log,
                Arrays.stream(log).min().orElseThrow(),
                Arrays.stream(log).max().orElseThrow());
        double error = log.length > 1 ? moments.deviation() / Math.sqrt(log.length - 1) : Double.NaN;
        return new Density(moments.mean(), error, scores.nfe(), Optional.empty());
    }

    /** Densities under quantile scaling are per robust standard deviation of a column, so that they depend on its encoding. */
    void warnIfUnitsDiffer(List<ComparedModel> compared, List<Density> densities) {
        List<ComparedModel> scored = IntStream.range(0, compared.size())
                .filter(i -> !Double.isNaN(densities.get(i).mean()))
                .mapToObj(compared::get)
                .toList();
        scored.stream()
                .filter(other ->
                        !other.model().encoding().equals(scored.get(0).model().encoding()))
                .findFirst()
                .ifPresent(other -> warnings.add("The log-likelihoods of \""
                        + scored.get(0).name() + "\" and \""
                        + other.name() + "\" may be in different units, as their columns are encoded otherwise: train"
                        + " the models on one coupling to compare them."));
    }
}
