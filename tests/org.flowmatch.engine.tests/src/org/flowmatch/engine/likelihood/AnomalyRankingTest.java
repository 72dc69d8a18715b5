// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The lowest scores are the anomalies, whatever the columns: of correlated pairs (a, b), rows that break the correlation with
 * values that are usual by themselves, and rows with one value beyond all others. The flow is that of the pairs' copula, so
 * that nothing depends on a training.
 */
class AnomalyRankingTest {
    private static final GaussianCopula COPULA = new GaussianCopula(0.9);
    private static final int ROWS = 3000;
    private static final int USUAL = 400;

    enum Column {
        CONTINUOUS(z -> 40 + 3 * z),
        WHOLE_NUMBERS(z -> Math.floor(3 * z)),
        SPIKES(z -> Math.max(0, z)),
        HEAVY_TAILS(z -> Math.sinh(2 * z));

        private final DoubleUnaryOperator ofNormal;

        Column(DoubleUnaryOperator ofNormal) {
            this.ofNormal = ofNormal;
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatBreakTheCorrelationScoreLow(Column column) {
        DoubleUnaryOperator f = column.ofNormal;
        double[] a = new double[40];
        double[] b = new double[40];
        for (int i = 0; i < 40; i++) {
            double size = 1 + i / 40.0;
            a[i] = f.applyAsDouble(i % 2 == 0 ? size : -size);
            b[i] = f.applyAsDouble(i % 2 == 0 ? -size : size);
        }
        double area = areaUnderTheCurve(column, new Table(GaussianCopula.COLUMNS, new double[][] {a, b}, 40));
        assertTrue(area > 0.99, "area under the curve " + area);
    }

    @ParameterizedTest
    @EnumSource
    void rowsWithOneValueFarOutScoreLow(Column column) {
        double[] fitted = COPULA.draw(ROWS, 1, column.ofNormal).column(1);
        double middle =
                DoubleStream.of(fitted).sorted().skip(ROWS / 2).findFirst().orElseThrow();
        double largest = DoubleStream.of(fitted).max().orElseThrow();
        double[] a = new double[40];
        double[] b = new double[40];
        Arrays.fill(a, middle);
        Arrays.setAll(b, i -> largest + (largest - middle) * (0.5 + i));
        Table planted = new Table(GaussianCopula.COLUMNS, new double[][] {a, b}, 40);
        assertTrue(areaUnderTheCurve(column, planted) == 1);
    }

    /** The chance that a planted row scores below a usual one. */
    private static double areaUnderTheCurve(Column column, Table planted) {
        FlowModel model = COPULA.model(GaussianCopula.quantiles(COPULA.draw(ROWS, 1, column.ofNormal)));
        double[] unusual = scores(model, planted);
        double[] usual = scores(model, COPULA.draw(USUAL, 2, column.ofNormal));
        double below = 0;
        for (double score : unusual) {
            below += DoubleStream.of(usual).filter(other -> score < other).count();
        }
        return below / unusual.length / usual.length;
    }

    private static double[] scores(FlowModel model, Table table) {
        LikelihoodSettings settings =
                new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 4), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);
        return TableLikelihood.of(
                        Likelihood::of, model, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none())
                .logDensity();
    }
}
