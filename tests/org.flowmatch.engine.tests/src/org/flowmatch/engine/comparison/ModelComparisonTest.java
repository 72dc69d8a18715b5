// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ModelFigures.Run;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;

/** Flows v = b t, whose target is N(b/2, I): all that is measured of them is known. The test rows are those of the first one. */
class ModelComparisonTest {
    private static final double[] B = {2, -4};
    private static final ComparedModel RIGHT = compared("right", shifting(B));
    private static final ComparisonSettings SETTINGS =
            new ComparisonSettings(200, 16, true, SamplerRule.USUAL, true, DeviceChoice.CPU, 1);

    private static FlowModel shifting(double... b) {
        return linear(new double[b.length][b.length], b);
    }

    /** Rows come out as they are, not on the grid of a few values. */
    private static FlowModel linear(double[][] matrix, double... b) {
        FlowModel model = TestModels.linear(matrix, b, new LinearPath());
        List<ColumnInfo> columns = model.encoding().columns();
        double[][] values = new double[b.length][500];
        for (int c = 0; c < b.length; c++) {
            values[c] = test(500).column(c % 2);
        }
        TableEncoding encoding = TableEncoding.fit(
                new Table(columns, values, 500), new EncodingSettings(Scaling.NONE, false, false, 0), Monitor.none());
        return new FlowModel(
                model.network(), model.weights(), model.dynamics(), encoding, model.source(), model.provenance());
    }

    private static ComparedModel compared(String name, FlowModel model) {
        return new ComparedModel(name, model, Optional.empty());
    }

    private static Table test(int rows) {
        Random random = new Random(5);
        double[][] values = new double[2][rows];
        for (int i = 0; i < rows; i++) {
            values[0][i] = 1 + random.nextGaussian();
            values[1][i] = -2 + random.nextGaussian();
        }
        return new Table(
                List.of(new ColumnInfo("c1", ColumnKind.DOUBLE), new ColumnInfo("c2", ColumnKind.DOUBLE)),
                values,
                rows);
    }

    private static ModelComparison compare(ComparisonSettings settings, ComparedModel... models) {
        return ModelComparison.of(List.of(models), test(500), settings, Monitor.none());
    }

    private static ModelFigures only(ModelComparison comparison) {
        assertEquals(1, comparison.models().size());
        return comparison.models().get(0);
    }

    /** Euler's step stays at N(0, I), at a distance of |b| / 2 = sqrt(5); steps of the midpoint method are exact. */
    @Test
    void distancesFallToTheFloorWithTheEvaluations() {
        ModelComparison comparison = compare(SETTINGS, RIGHT);
        ModelFigures figures = only(comparison);
        assertEquals(
                List.of("euler 1", "midpoint 1", "midpoint 2", "midpoint 4", "midpoint 8"),
                figures.runs().stream()
                        .map(run -> run.sampler() + " " + run.steps())
                        .toList());
        assertEquals(
                List.of(1.0, 2.0, 4.0, 8.0, 16.0),
                figures.runs().stream().map(Run::nfe).toList());
        assertEquals(Math.sqrt(5), figures.runs().get(0).distance(), 0.3);
        assertTrue(comparison.floor() > 0.15 && comparison.floor() < 0.5, "floor " + comparison.floor());
        assertEquals(comparison.floor(), figures.last().distance(), 0.5 * comparison.floor());
        assertEquals(0.5, figures.last().detection(), 0.1);
        assertTrue(Double.isNaN(figures.runs().get(0).detection()), "measured with the most evaluations alone");
        assertTrue(figures.runs().stream().allMatch(run -> run.seconds() > 0));
        assertEquals(200, comparison.rows());
        assertEquals(List.of(), comparison.warnings());
    }

    /** E log N(x; m, I) for x of N(b/2, I) is -log(2 pi) - 1 - |m - b/2|^2 / 2. */
    @Test
    void likelihoodsAreThoseOfTheLaws() {
        ModelComparison comparison = compare(SETTINGS, RIGHT, compared("off by 1", shifting(4, -4)));
        double best = -Math.log(2 * Math.PI) - 1;
        ModelFigures.Density right = comparison.models().get(0).density();
        ModelFigures.Density off = comparison.models().get(1).density();
        assertEquals(best, right.mean(), 4 * right.standardError());
        // the variance of |x|^2 / 2 in the plane is 1
        assertEquals(1 / Math.sqrt(200), right.standardError(), 0.02);
        assertEquals(best - 0.5, off.mean(), 4 * off.standardError());
        assertTrue(right.nfe() >= 6);
        assertEquals(Optional.empty(), right.missing());
        assertTrue(comparison.models().get(1).last().distance()
                > 1.5 * comparison.models().get(0).last().distance());
        assertTrue(comparison.models().get(1).last().detection() > 0.6);
    }

    /** A column in other units is no farther away. */
    @Test
    void distancesAreInUnitsOfTheTestRows() {
        Table near = test(500);
        double[] far = near.column(1);
        for (int i = 0; i < far.length; i++) {
            far[i] *= 1000;
        }
        Table scaled = new Table(near.columns(), new double[][] {near.column(0), far}, near.rows());
        ComparisonSettings last = new ComparisonSettings(200, 4, false, SamplerRule.USUAL, false, DeviceChoice.CPU, 1);
        ModelComparison of =
                ModelComparison.of(List.of(compared("right", shifting(2, -4))), scaled, last, Monitor.none());
        // the made rows are all near 0 in that column, whose mean is -2 standard deviations: sqrt(2^2 + 1^2)
        assertEquals(Math.sqrt(5), only(of).last().distance(), 0.4);
        assertEquals(1, only(of).runs().size());
        assertTrue(Double.isNaN(only(of).density().mean()));
        assertEquals(Optional.empty(), only(of).density().missing());
        assertEquals(compare(SETTINGS, RIGHT).floor(), of.floor(), 1e-4);
    }

    @Test
    void whatAModelCannotDoIsMissingWithItsReason() {
        FlowModel velocity = shifting(B);
        FlowModel distilled = new FlowModel(
                velocity.network(),
                velocity.weights(),
                new OneStepMap(new AffineVelocity(new LinearPath(), Prediction.VELOCITY)),
                velocity.encoding(),
                SourceLaw.GAUSSIAN,
                velocity.provenance());
        ModelFigures figures =
                compare(SETTINGS, RIGHT, compared("map", distilled)).models().get(1);
        assertEquals(
                List.of("one pass"), figures.runs().stream().map(Run::sampler).toList());
        assertEquals(1, figures.last().nfe());
        assertTrue(Double.isNaN(figures.density().mean()));
        assertTrue(figures.density().missing().orElseThrow().contains("distilled to one step"));
    }

    @Test
    void aModelWhoseRowsAreNotFiniteIsToldWithoutLosingTheOthers() {
        FlowModel wild = linear(new double[][] {{1e30, 0}, {0, 1e30}}, B);
        ModelComparison comparison = compare(SETTINGS, compared("wild", wild), RIGHT);
        Run broken = comparison.models().get(0).last();
        assertTrue(Double.isNaN(broken.nfe()) && Double.isNaN(broken.distance()) && Double.isNaN(broken.detection()));
        assertTrue(broken.missing().orElseThrow().contains("not finite"), broken::toString);
        assertTrue(comparison.models().get(0).density().missing().isPresent());
        assertEquals(
                only(compare(SETTINGS, RIGHT)).last().distance(),
                comparison.models().get(1).last().distance());
    }

    @Test
    void fewTestRowsAreHalved() {
        ModelComparison comparison = ModelComparison.of(List.of(RIGHT), test(60), SETTINGS, Monitor.none());
        assertEquals(30, comparison.rows());
        assertEquals(
                List.of("Samples of 30 rows are compared instead of 200, because there are too few test rows for two"
                        + " such samples."),
                comparison.warnings());
        FlowException none = assertThrows(
                FlowException.class, () -> ModelComparison.of(List.of(RIGHT), test(1), SETTINGS, Monitor.none()));
        assertEquals("There are 1 test rows, but at least 2 are needed.", none.problem());
    }

    @Test
    void modelsOfOtherColumnsAreNamed() {
        FlowException other =
                assertThrows(FlowException.class, () -> compare(SETTINGS, RIGHT, compared("wider", shifting(1, 2, 3))));
        assertEquals(
                "The model \"right\" has other columns (c1 double, c2 double) than the model \"wider\" (c1 double, c2"
                        + " double, c3 double).",
                other.problem());
    }

    @Test
    void modelsThatDoNotStartFromNoiseAreRefused() {
        FlowModel velocity = shifting(B);
        FlowModel translating = new FlowModel(
                velocity.network(),
                velocity.weights(),
                velocity.dynamics(),
                velocity.encoding(),
                SourceLaw.TABLE,
                velocity.provenance());
        assertTrue(assertThrows(FlowException.class, () -> compared("moved", translating))
                .problem()
                .contains("\"moved\" starts from rows of a source table"));
    }

    @Test
    void secondsOfTrainingAreMissingWhereTheyWereNotNoted() {
        assertEquals(OptionalDouble.empty(), only(compare(SETTINGS, RIGHT)).trainingSeconds());
    }

    @Test
    void aCancelEndsIt() {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(
                CancellationException.class, () -> ModelComparison.of(List.of(RIGHT), test(500), SETTINGS, cancelled));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(
                FlowException.class,
                () -> new ComparisonSettings(9, 16, true, SamplerRule.USUAL, true, DeviceChoice.CPU, 1));
        assertThrows(
                FlowException.class,
                () -> new ComparisonSettings(200, 0, true, SamplerRule.USUAL, true, DeviceChoice.CPU, 1));
    }
}
