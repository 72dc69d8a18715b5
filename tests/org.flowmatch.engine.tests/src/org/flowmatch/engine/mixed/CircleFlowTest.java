// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.example.KnownDensity;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two angles whose law goes round, against the law itself. */
class CircleFlowTest {
    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);

    private static FlowModel model;

    @BeforeAll
    static void train() {
        model = MadeCircles.train(MadeCircles.coupling(MadeCircles.table(20_000, 1), Scaling.NONE, false), 4_000);
    }

    private static double[] density(Table table, FlowModel of) {
        TableScores scores =
                Movers.of(of).score(of, table, Optional.empty(), EXACT, TiePoints.defaults(), Monitor.none());
        return scores.logDensity();
    }

    @Test
    void densitiesAreThoseOfTheLaw() {
        Table fresh = MadeCircles.table(2_000, 2);
        double[] log = density(fresh, model);
        KnownDensity law = ExampleDistribution.TORUS.density().orElseThrow();
        double divergence = 0;
        double unit = 2 * Math.log(Math.PI / 180);
        for (int row = 0; row < log.length; row++) {
            divergence += law.logDensity(fresh.get(row, 0), fresh.get(row, 1)) + unit - log[row];
        }
        assertEquals(0, divergence / log.length, 0.05);
    }

    @Test
    void densitiesIntegrateToOne() {
        int n = 60;
        Table.Builder grid = Table.builder(
                List.of(new ColumnInfo("angle 1", ColumnKind.DOUBLE), new ColumnInfo("angle 2", ColumnKind.DOUBLE)));
        for (int i = 0; i < n * n; i++) {
            grid.add((i / n + 0.5) * 360 / n, (i % n + 0.5) * 360 / n);
        }
        double sum = 0;
        for (double log : density(grid.build(), model)) {
            sum += Math.exp(log) * (360.0 / n) * (360.0 / n);
        }
        assertEquals(1, sum, 0.01);
    }

    @Test
    void rowsStayOnTheirCircles() {
        for (Solver solver : List.of(Solver.EULER, Solver.RK4, Solver.DORMAND_PRINCE)) {
            RowMatrix start = SourceRows.unitNoise(
                    model.encoding().space(), new KeyedRandom(3, Purpose.SAMPLE_NOISE), 500, Monitor.none());
            RowMatrix end = Movers.of(model)
                    .move(model, start, Optional.empty(), SamplingSettings.of(solver, 20), Monitor.none())
                    .end();
            for (RowMatrix rows : List.of(start, end)) {
                for (int row = 0; row < rows.rows(); row++) {
                    for (int c = 0; c < 4; c += 2) {
                        assertEquals(1, Math.hypot(rows.get(row, c), rows.get(row, c + 1)), 1e-6, solver.name());
                    }
                }
            }
        }
        assertTrue(model.encoding().space().curved());
    }
}
