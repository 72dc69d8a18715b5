// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.example.KnownDensity;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Positions of which three in ten are missing, as often as a column of kinds says. */
class MissingPositionsTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("latitude", ColumnKind.DOUBLE),
            new ColumnInfo("longitude", ColumnKind.DOUBLE),
            new ColumnInfo("kind", ColumnKind.TEXT));
    private static final SamplingSettings SAMPLING = SamplingSettings.of(Solver.MIDPOINT, 25);
    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);

    private static FlowModel model;

    /** Half the rows are at sea, of which six in ten lack their position; none of the others does. */
    private static Table table(int rows, long seed) {
        Table positions = MadePositions.table(rows, seed);
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            boolean sea = random.nextBoolean();
            boolean gap = sea && random.nextDouble() < 0.6;
            builder.add(
                    gap ? Double.NaN : positions.get(row, 0),
                    gap ? Double.NaN : positions.get(row, 1),
                    builder.dictionary(2).code(sea ? "sea" : "land"));
        }
        return builder.build();
    }

    private static Coupling coupling(Table target, Optional<Table> source) {
        return Coupling.fit(
                new CouplingSettings.Independent(true), target, source, MadePositions.POSITIONS, 1, Monitor.none());
    }

    @BeforeAll
    static void train() {
        model = MadeCircles.train(coupling(table(12_000, 1), Optional.empty()), 3_000);
    }

    private static Table made(Optional<RowMatrix> given, int rows) {
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(4, Purpose.SAMPLE_NOISE), rows, Monitor.none());
        RowMatrix end = new MixedMover((MixedFlow) model.dynamics())
                .complete(model, start, given, Optional.empty(), SAMPLING, Monitor.none())
                .end();
        return model.encoding().decode(end, Monitor.none());
    }

    private static boolean sea(Table table, int row) {
        return table.dictionary(2).text((int) table.get(row, 2)).equals("sea");
    }

    @Test
    void theyComeBackMissingAsAWholeAndWhereTheyWere() {
        Table made = made(Optional.empty(), 4_000);
        int[] missing = new int[2];
        for (int row = 0; row < made.rows(); row++) {
            boolean gap = Double.isNaN(made.get(row, 0));
            assertEquals(gap, Double.isNaN(made.get(row, 1)), "row " + row);
            missing[sea(made, row) ? 1 : 0] += gap ? 1 : 0;
        }
        assertEquals(0.3, missing[1] / 4_000.0, 0.03);
        assertTrue(missing[0] < 40, missing[0] + " on land lack their position");
    }

    /** P(sea) P(missing | sea), and P(land) p(position); the positions of all rows are those of one law. */
    @Test
    void aRowWithoutPositionHasAProbabilityAndOneWithADensity() {
        Table.Builder builder = Table.builder(COLUMNS);
        builder.add(Double.NaN, Double.NaN, builder.dictionary(2).code("sea"));
        Table positions = MadePositions.table(400, 7);
        for (int row = 0; row < positions.rows(); row++) {
            builder.add(
                    positions.get(row, 0),
                    positions.get(row, 1),
                    builder.dictionary(2).code("land"));
        }
        double[] log = Movers.of(model)
                .score(model, builder.build(), Optional.empty(), EXACT, TiePoints.defaults(), Monitor.none())
                .logDensity();
        assertEquals(Math.log(0.3), log[0], 0.1);
        KnownDensity law = ExampleDistribution.SPHERE.density().orElseThrow();
        double apart = 0;
        for (int row = 0; row < positions.rows(); row++) {
            apart += Math.log(0.5) + law.logDensity(positions.get(row, 0), positions.get(row, 1)) - log[row + 1];
        }
        assertEquals(0, apart / positions.rows(), 0.12);
    }

    @Test
    void oneMayBeGivenAsMissing() {
        int rows = 300;
        Table.Builder builder = Table.builder(COLUMNS.subList(0, 2));
        for (int row = 0; row < rows; row++) {
            builder.add(Double.NaN, Double.NaN);
        }
        GivenTable given = GivenTable.of(model.encoding(), builder.build(), Set.of("latitude", "longitude"));
        Table made = made(Optional.of(given.encode(Monitor.none())), rows);
        int sea = 0;
        for (int row = 0; row < rows; row++) {
            assertTrue(Double.isNaN(made.get(row, 0)) && Double.isNaN(made.get(row, 1)), "row " + row);
            sea += sea(made, row) ? 1 : 0;
        }
        assertTrue(sea > 285, sea + " of 300 are at sea");
    }

    @Test
    void theyAreFilled() {
        ImputationSettings settings = new ImputationSettings(SAMPLING, 9, Optional.empty(), 5);
        Table.Builder builder = Table.builder(COLUMNS);
        builder.add(Double.NaN, Double.NaN, builder.dictionary(2).code("sea"));
        builder.add(10, 20, builder.dictionary(2).code("land"));
        Table filled = new Imputation(model, builder.build(), Optional.empty(), settings, Monitor.none())
                .best(Monitor.none())
                .table();
        assertTrue(Math.abs(filled.get(0, 0)) <= 90 && Math.abs(filled.get(0, 1)) <= 180, "filled");
        assertEquals(10, filled.get(1, 0));
        assertEquals(20, filled.get(1, 1));
    }

    @Test
    void theEncodingIsReadAsItWasWritten() {
        Table table = table(200, 3);
        TableEncoding encoding = TableEncoding.fit(table, MadePositions.POSITIONS, Monitor.none());
        assertEquals(
                encoding,
                TableEncoding.fromJson(JsonParser.parseString(encoding.toJson().toString())));
        Table decoded = encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
        for (int row = 0; row < table.rows(); row++) {
            assertEquals(table.get(row, 0), decoded.get(row, 0), 1e-4);
            assertEquals(table.get(row, 1), decoded.get(row, 1), 1e-4);
        }
    }

    /** Rows of a source without positions start from anywhere. */
    @Test
    void aSourceMayLackThem() {
        Table source = table(400, 5);
        for (Table target : List.of(
                table(300, 4),
                MadePositions.table(300, 4)
                        .beside(source.choose(COLUMNS.subList(2, 3))
                                .select(IntStream.range(0, 300).toArray())))) {
            Coupling coupling = coupling(target, Optional.of(source));
            RowMatrix rows = coupling.encoding().encode(source, TableRole.SOURCE, Monitor.none());
            int[] at = coupling.space().unitVectors().all().get(0).coordinates();
            double mean = 0;
            int gaps = 0;
            for (int row = 0; row < rows.rows(); row++) {
                double norm = Math.sqrt(Math.pow(rows.get(row, at[0]), 2)
                        + Math.pow(rows.get(row, at[1]), 2)
                        + Math.pow(rows.get(row, at[2]), 2));
                assertTrue(norm > 0, "row " + row);
                if (Double.isNaN(source.get(row, 0))) {
                    mean += rows.get(row, at[1]) / norm;
                    gaps++;
                }
            }
            assertEquals(0, mean / gaps, 4 / Math.sqrt(3 * gaps));
        }
    }

    @Test
    void halfAPositionIsNamed() {
        Table.Builder builder = Table.builder(COLUMNS.subList(0, 2));
        builder.add(10, 20);
        builder.add(11, Double.NaN);
        FlowException half = assertThrows(
                FlowException.class, () -> TableEncoding.fit(builder.build(), MadePositions.POSITIONS, Monitor.none()));
        assertTrue(half.getMessage().contains("Row 2"), half.getMessage());
    }
}
