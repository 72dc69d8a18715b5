// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.example.KnownDensity;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.ParameterLayout;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions on the globe: their encoding, and a flow of them against its law. */
class SphereFlowTest {
    private static final List<ColumnInfo> COLUMNS =
            List.of(new ColumnInfo("latitude", ColumnKind.DOUBLE), new ColumnInfo("longitude", ColumnKind.DOUBLE));
    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);

    private static FlowModel model;

    @BeforeAll
    static void train() {
        model = MadeCircles.train(MadePositions.coupling(MadePositions.table(20_000, 1), false), 4_000);
    }

    private static double[] density(Table table) {
        return Movers.of(model)
                .score(model, table, Optional.empty(), EXACT, TiePoints.defaults(), Monitor.none())
                .logDensity();
    }

    @Test
    void densitiesAreThoseOfTheLawPerSteradian() {
        Table fresh = MadePositions.table(2_000, 2);
        double[] log = density(fresh);
        KnownDensity law = ExampleDistribution.SPHERE.density().orElseThrow();
        double divergence = 0;
        for (int row = 0; row < log.length; row++) {
            divergence += law.logDensity(fresh.get(row, 0), fresh.get(row, 1)) - log[row];
        }
        assertEquals(0, divergence / log.length, 0.05);
    }

    /** Rings of equal area. */
    @Test
    void densitiesIntegrateToOne() {
        int rings = 200;
        int along = 60;
        Table.Builder grid = Table.builder(COLUMNS);
        for (int i = 0; i < rings * along; i++) {
            double height = (i / along + 0.5) * 2 / rings - 1;
            grid.add(Math.toDegrees(Math.asin(height)), (i % along + 0.5) * 360 / along - 180);
        }
        double mean =
                Arrays.stream(density(grid.build())).map(Math::exp).average().orElseThrow();
        assertEquals(1, mean * 4 * Math.PI, 0.01);
    }

    @Test
    void rowsStayOnTheSphere() {
        for (Solver solver : List.of(Solver.EULER, Solver.MIDPOINT, Solver.RK4, Solver.DORMAND_PRINCE)) {
            RowMatrix start = SourceRows.unitNoise(
                    model.encoding().space(), new KeyedRandom(3, Purpose.SAMPLE_NOISE), 500, Monitor.none());
            RowMatrix end = Movers.of(model)
                    .move(model, start, Optional.empty(), SamplingSettings.of(solver, 20), Monitor.none())
                    .end();
            for (RowMatrix rows : List.of(start, end)) {
                for (int row = 0; row < rows.rows(); row++) {
                    double length = Math.hypot(Math.hypot(rows.get(row, 0), rows.get(row, 1)), rows.get(row, 2));
                    assertEquals(1, length, 1e-6, solver.name());
                }
            }
        }
    }

    /** The field whose projection is that of one constant vector has one sink. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "MIDPOINT", "RK4", "DORMAND_PRINCE"})
    void aConstantVectorCarriesEveryStartToItsDirection(Solver solver) {
        SamplingSettings settings =
                solver.adaptive() ? SamplingSettings.adaptive(1e-7) : SamplingSettings.of(solver, 200);
        FlowModel trained = model;
        Mlp network = new Mlp(List.of(8), Activation.SILU, new TimeFeatures.Raw());
        ParameterLayout layout = network.layout(trained.inputs(), trained.outputs());
        float[] weights = new float[layout.size()];
        Arrays.fill(weights, weights.length - 3, weights.length, 100);
        FlowModel constant = new FlowModel(
                network,
                weights,
                trained.dynamics(),
                trained.encoding(),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()));
        RowMatrix start = SourceRows.unitNoise(
                constant.encoding().space(), new KeyedRandom(5, Purpose.SAMPLE_NOISE), 300, Monitor.none());
        RowMatrix end = Movers.of(constant)
                .move(constant, start, Optional.empty(), settings, Monitor.none())
                .end();
        for (int row = 0; row < end.rows(); row++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(1 / Math.sqrt(3), end.get(row, c), 1e-6, "row " + row);
            }
        }
    }

    @Test
    void polesAndTheDateLineComeBack() {
        Table.Builder builder = Table.builder(COLUMNS);
        double[][] at = {{90, 0}, {-90, 0}, {0, 180}, {0, -179.5}, {12.25, 33.5}, {-45, -120.75}, {0, 0}};
        for (double[] position : at) {
            builder.add(position);
        }
        Table table = builder.build();
        TableEncoding encoding = TableEncoding.fit(table, MadePositions.POSITIONS, Monitor.none());
        assertEquals(
                encoding,
                TableEncoding.fromJson(JsonParser.parseString(encoding.toJson().toString())));
        Table decoded = encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
        assertEquals(table.columns(), decoded.columns());
        for (int row = 0; row < at.length; row++) {
            assertArrayEquals(at[row], new double[] {decoded.get(row, 0), decoded.get(row, 1)}, 1e-5);
        }
    }

    @Test
    void aPositionBesideTheGlobeIsNamed() {
        Table.Builder builder = Table.builder(COLUMNS);
        builder.add(10, 20);
        builder.add(95, 20);
        FlowException refused = assertThrows(
                FlowException.class, () -> TableEncoding.fit(builder.build(), MadePositions.POSITIONS, Monitor.none()));
        assertTrue(refused.getMessage().contains("Row 2"), refused.getMessage());
        assertTrue(refused.getMessage().contains("are a position"), refused.getMessage());
    }

    @Test
    void theCouplingIsOneOfUnitVectors() {
        Coupling coupling = MadePositions.coupling(MadePositions.table(50, 3), false);
        assertTrue(coupling.mixed());
        assertEquals(1, coupling.space().unitVectors().all().size());
        assertEquals(3, coupling.space().unitVectors().all().get(0).coordinates().length);
    }
}
