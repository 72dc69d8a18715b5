// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptShares;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
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

/** Three shares that sum to 100, of which the third is zero in two rows of five. */
class SharesFlowTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("a", ColumnKind.DOUBLE),
            new ColumnInfo("b", ColumnKind.DOUBLE),
            new ColumnInfo("c", ColumnKind.DOUBLE));
    private static final EncodingSettings SHARES = EncodingSettings.defaults()
            .with(Modelling.AUTOMATIC)
            .keeping(List.of(new KeptShares(List.of("a", "b", "c"), 100)));
    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);
    private static final double NONE_OF_C = 0.4;

    private static FlowModel model;

    /** Beta(2, 4) between a and b on the face without c, else the roots are around one direction. */
    private static Table table(int rows, long seed, boolean rounded) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            double[] s = new double[3];
            if (random.nextDouble() < NONE_OF_C) {
                double x = 0;
                double y = 0;
                for (int i = 0; i < 6; i++) {
                    double e = -Math.log(random.nextDouble());
                    x += i < 2 ? e : 0;
                    y += i < 2 ? 0 : e;
                }
                s[0] = 100 * x / (x + y);
                s[1] = 100 - s[0];
            } else {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    for (int i = 0; i < 2 + k; i++) {
                        s[k] -= Math.log(random.nextDouble());
                    }
                    sum += s[k];
                }
                for (int k = 0; k < 3; k++) {
                    s[k] *= 100 / sum;
                }
            }
            if (rounded) {
                s[0] = Math.rint(s[0] * 10) / 10;
                s[1] = Math.rint(s[1] * 10) / 10;
                s[2] = s[2] == 0 ? 0 : 100 - s[0] - s[1];
                s[1] = s[2] == 0 ? 100 - s[0] : s[1];
                for (int k = 0; k < 3; k++) {
                    s[k] = Math.rint(s[k] * 10) / 10;
                }
            }
            builder.add(s);
        }
        return builder.build();
    }

    private static Coupling coupling(Table table, boolean anyColumns) {
        return Coupling.fit(
                new CouplingSettings.Independent(anyColumns), table, Optional.empty(), SHARES, 1, Monitor.none());
    }

    @BeforeAll
    static void train() {
        model = MadeCircles.train(coupling(table(20_000, 1, false), false), 4_000);
    }

    private static RowMatrix sampled(FlowModel of, int rows) {
        RowMatrix start = SourceRows.unitNoise(
                of.encoding().space(), new KeyedRandom(3, Purpose.SAMPLE_NOISE), rows, Monitor.none());
        return Movers.of(of)
                .move(of, start, Optional.empty(), SamplingSettings.of(Solver.MIDPOINT, 30), Monitor.none())
                .end();
    }

    @Test
    void madeSharesSumToTheConstantAndZerosAreKept() {
        Table made = model.encoding().decode(sampled(model, 5_000), Monitor.none());
        int zeros = 0;
        double a = 0;
        for (int row = 0; row < made.rows(); row++) {
            double sum = made.get(row, 0) + made.get(row, 1) + made.get(row, 2);
            assertEquals(100, sum, 1e-9);
            for (int c = 0; c < 3; c++) {
                assertTrue(made.get(row, c) >= 0);
            }
            zeros += made.get(row, 2) == 0 ? 1 : 0;
            a += made.get(row, 0) / made.rows();
        }
        assertEquals(NONE_OF_C, zeros / 5_000.0, 0.03);
        assertEquals(100 * (NONE_OF_C * 2 / 6 + (1 - NONE_OF_C) * 2 / 9), a, 1);
    }

    @Test
    void sharesOnAGridStayOnIt() {
        Table tenths = table(500, 5, true);
        TableEncoding encoding = TableEncoding.fit(tenths, SHARES, Monitor.none());
        assertEquals(
                encoding,
                TableEncoding.fromJson(JsonParser.parseString(encoding.toJson().toString())));
        Table back = encoding.decode(encoding.encode(tenths, TableRole.TARGET, Monitor.none()), Monitor.none());
        for (int row = 0; row < tenths.rows(); row++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(tenths.get(row, c), back.get(row, c), 1e-9, "row " + row + " column " + c);
            }
        }
    }

    /** On the face of three shares per unit of area of the sphere's octant, on that of two per unit of length of its arc. */
    @Test
    void densitiesIntegrateToOne() {
        int n = 60;
        Table.Builder inside = Table.builder(COLUMNS);
        for (int i = 0; i < n * n; i++) {
            // rings of equal height above the face of the first two roots
            double z = (i / n + 0.5) / n;
            double angle = (i % n + 0.5) / n * Math.PI / 2;
            double flat = 1 - z * z;
            double a = flat * Math.cos(angle) * Math.cos(angle);
            inside.add(100 * a, 100 * (flat - a), 100 * z * z);
        }
        Table.Builder edge = Table.builder(COLUMNS);
        for (int i = 0; i < 500; i++) {
            double angle = (i + 0.5) / 500 * Math.PI / 2;
            double a = Math.cos(angle) * Math.cos(angle);
            edge.add(100 * a, 100 * (1 - a), 0);
        }
        double area = Math.PI / 2;
        double whole = area * mean(inside.build()) + area * mean(edge.build());
        assertEquals(1, whole, 0.02);
        assertEquals(NONE_OF_C, area * mean(edge.build()), 0.03);
    }

    private static double mean(Table table) {
        double[] log = Movers.of(model)
                .score(model, table, Optional.empty(), EXACT, TiePoints.defaults(), Monitor.none())
                .logDensity();
        return Arrays.stream(log).map(Math::exp).average().orElseThrow();
    }

    @Test
    void aSumThatIsOffIsNamed() {
        Table.Builder builder = Table.builder(COLUMNS);
        builder.add(10, 20, 70);
        builder.add(10, 20, 60);
        FlowException refused =
                assertThrows(FlowException.class, () -> TableEncoding.fit(builder.build(), SHARES, Monitor.none()));
        assertTrue(refused.getMessage().contains("Row 2"), refused.getMessage());
        assertTrue(refused.getMessage().contains("= 100"), refused.getMessage());
    }
}
