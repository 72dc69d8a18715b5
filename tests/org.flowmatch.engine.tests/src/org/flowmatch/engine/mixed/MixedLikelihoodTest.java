// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.mixed.MixedLaw.Row;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log-density of rows of numbers, labels and gaps against that of a {@link MixedLaw}. */
class MixedLikelihoodTest {
    private static final int TRAINED = 8000;
    private static final int FRESH = 500;

    private static FlowModel model;
    private static List<Row> fresh;
    private static TableScores usual;

    @BeforeAll
    static void train() {
        model = train(TRAINED, 4000, 64, 0.75);
        fresh = MixedLaw.draw(FRESH, 2);
        usual = score(MixedLaw.table(fresh), settings());
    }

    static FlowModel train(int rows, int steps, int width, double apart) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(),
                MixedLaw.table(MixedLaw.draw(rows, 1)),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                1,
                Monitor.none());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.998);
        Mlp network = new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Fourier(2));
        MixedRegression task = new MixedRegression(new LinearPath(), Objective.defaults(), true, apart);
        return Trainer.train(coupling, task, network, settings, Optional.empty(), Monitor.none())
                .model();
    }

    private static LikelihoodSettings settings() {
        return new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);
    }

    private static TableScores score(Table table, LikelihoodSettings settings) {
        return score(model, table, settings);
    }

    static TableScores score(FlowModel of, Table table, LikelihoodSettings settings) {
        return Movers.of(of).score(of, table, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
    }

    /** log p of the law per unit of each number's density: its robust standard deviation. */
    static double expected(FlowModel of, Row row) {
        double[] units = DensityEncoding.of(of.encoding(), TiePoints.defaults()).units();
        double logUnits = Math.log(units[0]) + Math.log(units[6]) + (Double.isNaN(row.w()) ? 0 : Math.log(units[3]));
        return row.logDensity() + logUnits;
    }

    static double meanAbsoluteError(FlowModel of, List<Row> rows, TableScores scores) {
        return IntStream.range(0, rows.size())
                .mapToDouble(i -> Math.abs(scores.logDensity()[i] - expected(of, rows.get(i))))
                .average()
                .orElseThrow();
    }

    /** 0.31 nats of a small network that saw 8,000 rows for 4,000 steps; rows differ by 2. */
    @Test
    void theDensityIsNearThatOfTheLaw() {
        double error = meanAbsoluteError(model, fresh, usual);
        assertTrue(error <= 0.4, "mean absolute error " + error);
    }

    /** 0.21 nats along one order, 0.12 over ten: each errs in its own way. */
    @Test
    void theMeanOverOrdersIsNearerToTheLawThanOneOfThem() {
        assertTrue(errorOfLabels(10) < 0.8 * errorOfLabels(1), errorOfLabels(10) + " of " + errorOfLabels(1));
    }

    private static double errorOfLabels(int orders) {
        double[] log = LabelProbabilities.of(
                        model,
                        (MixedFlow) model.dynamics(),
                        DensityEncoding.of(model.encoding(), TiePoints.defaults())
                                .encode(MixedLaw.table(fresh), Monitor.none())
                                .points(),
                        Optional.empty(),
                        orders,
                        0,
                        Monitor.none())
                .log();
        return IntStream.range(0, FRESH)
                .mapToDouble(i -> Math.abs(log[i] - fresh.get(i).logMass()))
                .average()
                .orElseThrow();
    }

    /** The softmax of each label given others: sums of products are 1 whatever the network gives out. */
    @Test
    void alongEachOrderTheProbabilitiesOfAllLabelsAddUpToOne() {
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < 3 * 3 * 5 * 8; i++) {
            all.add(fresh.get(0).withLabels(i % 3, i / 3 % 3, i / 9 % 5, i / 45));
        }
        for (Row row : List.copyOf(all)) {
            all.add(row.withoutW());
        }
        Table table = MixedLaw.table(all);
        for (int seed = 0; seed < 6; seed++) {
            for (int orders : new int[] {1, 3}) {
                LabelProbabilities labels = LabelProbabilities.of(
                        model,
                        (MixedFlow) model.dynamics(),
                        DensityEncoding.of(model.encoding(), TiePoints.defaults())
                                .encode(table, Monitor.none())
                                .points(),
                        Optional.empty(),
                        orders,
                        seed,
                        Monitor.none());
                double total = Arrays.stream(labels.log()).map(Math::exp).sum();
                assertEquals(1, total, 1e-4, orders + " orders from seed " + seed);
            }
        }
    }

    /** Each order is an estimate of the same number: they differ by 0.19 on average, rows by 2. */
    @Test
    void theOrdersAgree() {
        double[] spread = usual.orderSpread();
        assertTrue(Arrays.stream(spread).allMatch(s -> s > 0));
        double mean = Arrays.stream(spread).average().orElseThrow();
        assertTrue(mean < 0.3, "mean spread " + mean);
        TableScores one = score(MixedLaw.table(fresh.subList(0, 20)), settings().withOrders(1));
        assertArrayEquals(new double[20], one.orderSpread());
    }

    /** To the last bit, however few they are. */
    @Test
    void aRowHasOneScoreWhereverItStands() {
        int[] backwards = IntStream.range(0, FRESH).map(i -> FRESH - 1 - i).toArray();
        double[] reversed =
                score(MixedLaw.table(fresh).select(backwards), settings()).logDensity();
        double[] part =
                score(MixedLaw.table(fresh.subList(100, 137)), settings()).logDensity();
        for (int i = 0; i < FRESH; i++) {
            assertEquals(usual.logDensity()[i], reversed[FRESH - 1 - i]);
        }
        for (int i = 0; i < part.length; i++) {
            assertEquals(usual.logDensity()[100 + i], part[i]);
        }
    }

    /** Scores are normal ones of ranks, so that the same weights are those of a table in other units. */
    @Test
    void theUnitOfAColumnDoesNotReachTheScores() {
        List<Row> trained = MixedLaw.draw(TRAINED, 1);
        TableEncoding thousand = TableEncoding.fit(
                MixedLaw.table(trained, 1000), EncodingSettings.defaults().with(Modelling.AUTOMATIC), Monitor.none());
        FlowModel other = new FlowModel(
                model.network(), model.weights(), model.dynamics(), thousand, model.source(), model.provenance());
        double[] scores = score(other, MixedLaw.table(fresh, 1000), settings()).logDensity();
        assertArrayEquals(usual.logDensity(), scores, 1e-3);
    }

    enum Anomaly {
        /** d is four steps away from where c and a allow it. */
        IMPOSSIBLE_LABELS {
            @Override
            Row plant(Row row, Random random) {
                return row.withLabels(row.a(), row.b(), row.c(), (row.d() + 4) % 8);
            }
        },
        FAR_NUMBER {
            @Override
            Row plant(Row row, Random random) {
                return row.withX((random.nextBoolean() ? 1 : -1) * (9 + 3 * random.nextDouble()));
            }
        },
        RARE_LABEL {
            @Override
            Row plant(Row row, Random random) {
                return MixedLaw.row(random, 2);
            }
        },
        WRONG_GAP {
            @Override
            Row plant(Row row, Random random) {
                return row.a() == 0 ? row.withoutW() : plant(MixedLaw.row(random, 0), random);
            }
        };

        abstract Row plant(Row row, Random random);
    }

    @ParameterizedTest
    @EnumSource
    void plantedRowsScoreLow(Anomaly anomaly) {
        double area = areaUnderTheCurve(anomaly);
        assertTrue(area >= 0.95, anomaly + ": area under the curve " + area);
    }

    private static double areaUnderTheCurve(Anomaly anomaly) {
        Random random = new Random(anomaly.ordinal());
        List<Row> planted = MixedLaw.draw(60, 3).stream()
                .map(row -> anomaly.plant(row, random))
                .toList();
        double below = 0;
        for (double score : score(MixedLaw.table(planted), settings()).logDensity()) {
            below += Arrays.stream(usual.logDensity())
                    .filter(other -> score < other)
                    .count();
        }
        return below / planted.size() / FRESH;
    }

    /** Of x by the integral over all x, of d by the sum over its levels, of w as it is given the others. */
    @Test
    void theShareOfAColumnIsItsLawGivenTheOthers() {
        List<Row> rows = fresh.subList(0, 200);
        double[][] shares = shares(rows);
        double[] units =
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).units();
        double[] error = new double[3];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double own = row.logDensity();
            double allX = IntStream.range(-3000, 3000)
                    .mapToDouble(k -> 0.005 * Math.exp(row.withX(0.005 * k).logDensity() - own))
                    .sum();
            double allD = IntStream.range(0, 8)
                    .mapToDouble(d -> Math.exp(
                            row.withLabels(row.a(), row.b(), row.c(), d).logDensity() - own))
                    .sum();
            double w = row.logDensityOfW() + (Double.isNaN(row.w()) ? 0 : Math.log(units[3]));
            error[0] += Math.abs(shares[0][i] - Math.log(allX) + Math.log(units[0])) / rows.size();
            error[1] += Math.abs(shares[5][i] - Math.log(allD)) / rows.size();
            error[2] += Math.abs(shares[3][i] + w) / rows.size();
        }
        for (double mean : error) {
            assertTrue(mean <= 0.3, "mean absolute errors " + Arrays.toString(error));
        }
    }

    /** A far number and a wrong gap are seen in their own column. */
    @Test
    void theLargestShareIsThatOfTheColumnWhichIsWrong() {
        Random random = new Random(5);
        List<Row> usualRows = MixedLaw.draw(40, 4);
        assertTrue(blamed(Anomaly.FAR_NUMBER, usualRows, random, 0) >= 38);
        assertTrue(blamed(Anomaly.WRONG_GAP, usualRows, random, 3) >= 38);
    }

    private static long blamed(Anomaly anomaly, List<Row> rows, Random random, int column) {
        double[][] shares =
                shares(rows.stream().map(row -> anomaly.plant(row, random)).toList());
        return IntStream.range(0, rows.size())
                .filter(row -> IntStream.range(0, shares.length).allMatch(c -> shares[c][row] <= shares[column][row]))
                .count();
    }

    private static double[][] shares(List<Row> rows) {
        return Movers.of(model)
                .columnScorer()
                .orElseThrow()
                .shares(
                        model,
                        MixedLaw.table(rows),
                        Optional.empty(),
                        settings(),
                        TiePoints.defaults(),
                        Monitor.none());
    }

    @Test
    void aModelWithoutRowsWhoseLabelsAreKnownApartIsRefused() {
        FlowModel other = train(500, 1, 8, 0);
        FlowException refused =
                assertThrows(FlowException.class, () -> score(other, MixedLaw.table(fresh.subList(0, 2)), settings()));
        assertTrue(refused.getMessage().contains("known apart from the time"), refused.getMessage());
    }
}
