// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class AttacksTest {
    private static final int FEW = 200;

    @Test
    void aGeneratorThatMemorisesIsAttackedWithSuccess() {
        Table training = numbers(FEW, 1);
        KeyedRandom random = new KeyedRandom(3, Purpose.EXAMPLE);
        double[][] noisy = new double[4][500];
        for (int row = 0; row < 500; row++) {
            int copied = random.below(FEW, row, 0);
            for (int c = 0; c < 4; c++) {
                noisy[c][row] = training.get(copied, c) + 0.01 * (random.uniform(row, 1 + c) - 0.5);
            }
        }
        PrivacyScore score = privacy(training, numbers(FEW, 2), new Table(training.columns(), noisy, 500));
        assertTrue(score.membershipByDistance().orElseThrow().value() >= 0.8, score.toString());
        assertTrue(score.closer().orElseThrow().low() > 0.8, score.toString());
        assertEquals(0, score.copies().value());
    }

    @Test
    void oneThatDoesNotMemoriseIsAttackedInVain() {
        PrivacyScore score = privacy(numbers(FEW, 1), numbers(FEW, 2), numbers(500, 3));
        assertTrue(score.membershipByDistance().orElseThrow().holds(0.5), score.toString());
        assertTrue(score.closer().orElseThrow().holds(0.5), score.toString());
    }

    private static PrivacyScore privacy(Table training, Table heldBack, Table synthetic) {
        return score(training, heldBack, Synthetic.of("s", synthetic)).privacy();
    }

    private static SyntheticScore score(Table training, Table heldBack, Synthetic synthetic, String... secrets) {
        ScoreSettings settings = new ScoreSettings(Optional.empty(), List.of(secrets), SmallEffort.EFFORT, 10, 2, 5);
        return TableScore.of(training, List.of(synthetic), Optional.of(heldBack), settings, Monitor.none())
                .tables()
                .get(0);
    }

    /** Four uniform numbers, the last of which follows the first in part. */
    private static Table numbers(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 7);
        double[][] values = new double[4][rows];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < 4; c++) {
                values[c][row] = random.uniform(row, c) + (c == 3 ? values[0][row] : 0);
            }
        }
        return new Table(
                List.of("a", "b", "c", "d").stream()
                        .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
                        .toList(),
                values,
                rows);
    }

    /**
     * Two keys of 20 levels, a secret number, a harmless label and four numbers, all independent. In the synthetic table the secret
     * of a pair of keys is that of the training row with these keys, all else is fresh.
     */
    @Test
    void oneLeakedColumnSetsOffItsOwnAlarmAlone() {
        int rows = 400;
        Table training = people(rows, 1, List.of());
        Table heldBack = people(rows, 2, List.of());
        Table leaked = people(4_000, 3, List.of(training));
        SyntheticScore score = score(training, heldBack, Synthetic.of("s", leaked), "secret", "harmless");
        assertEquals(
                List.of("SECRET secret"),
                score.verdict().alarms().stream()
                        .map(alarm -> alarm.measure() + " " + alarm.of())
                        .toList());
        assertEquals(Grade.GOOD, score.verdict().quality());
        SyntheticScore fresh =
                score(training, heldBack, Synthetic.of("s", people(4_000, 3, List.of())), "secret", "harmless");
        assertEquals(List.of(), fresh.verdict().alarms());
        assertTrue(fresh.privacy().secrets().get(0).gain().holds(0));
    }

    private static Table people(int rows, long seed, List<Table> leaking) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 8);
        List<ColumnInfo> columns = List.of(
                new ColumnInfo("street", ColumnKind.TEXT),
                new ColumnInfo("age", ColumnKind.TEXT),
                new ColumnInfo("secret", ColumnKind.DOUBLE),
                new ColumnInfo("harmless", ColumnKind.TEXT),
                new ColumnInfo("v", ColumnKind.DOUBLE),
                new ColumnInfo("w", ColumnKind.DOUBLE),
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("y", ColumnKind.DOUBLE));
        Table.Builder builder = Table.builder(columns);
        for (int c : new int[] {0, 1, 3}) {
            for (int level = 0; level < 20; level++) {
                builder.dictionary(c).code("" + (char) ('a' + level));
            }
        }
        for (int row = 0; row < rows; row++) {
            double street = random.below(20, row, 0);
            double age = random.below(20, row, 1);
            double secret = random.uniform(row, 2);
            for (Table known : leaking) {
                for (int i = 0; i < known.rows(); i++) {
                    secret = known.get(i, 0) == street && known.get(i, 1) == age ? known.get(i, 2) : secret;
                }
            }
            builder.add(
                    street,
                    age,
                    secret,
                    random.below(4, row, 3),
                    random.uniform(row, 5),
                    random.uniform(row, 6),
                    random.uniform(row, 7),
                    random.uniform(row, 8));
        }
        return builder.build();
    }

    @Test
    void densitiesAreAttackedAsTheyAreGiven() {
        Table rows = numbers(FEW, 1);
        LogDensities densities =
                new LogDensities(new double[] {-1, -2, -3, 0}, new double[] {-3, -4, Double.NEGATIVE_INFINITY, -2});
        PrivacyScore score = score(rows, numbers(FEW, 2), new Synthetic("s", numbers(FEW, 3), Optional.of(densities)))
                .privacy();
        // of 16 pairs 13 are in order and 2 equal
        assertEquals(14.0 / 16, score.membershipByDensity().orElseThrow().value(), 1e-12);
        FlowException error =
                assertThrows(FlowException.class, () -> new LogDensities(new double[] {1}, new double[] {1, 2}));
        assertTrue(error.problem().contains("log-densities of 1 training rows"), error.problem());
        error = assertThrows(
                FlowException.class, () -> new LogDensities(new double[] {1, Double.NaN}, new double[] {1, 2}));
        assertTrue(error.problem().contains("training rows is missing"), error.problem());
    }

    @Test
    void aGainIsMeasuredByWhatCouldBeGained() {
        SecretScore secret =
                new SecretScore("s", Estimate.share(90, 100), Estimate.share(60, 100), Estimate.exact(0.3));
        assertEquals(0.75, secret.share(), 1e-12);
    }
}
