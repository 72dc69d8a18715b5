// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All figures of small tables, of two numbers and a label by formulas, beside what scipy 1.10 and scikit-learn 1.2 make of the same
 * tables: ks_2samp; total variation by numpy; corrcoef; cdist (cityblock) of numbers in ranges and labels as halves; roc_auc_score.
 * Only sums are in another order, so that numbers agree up to rounding.
 */
class IndependentNumbersTest {
    private static final int ROWS = 240;
    private static final double ROUNDING = 1e-12;

    private static SyntheticScore score;

    @BeforeAll
    static void judge() {
        Table training = table(places(37, 5, 101), places(17, 3, 97), places(29, 7, 89));
        Table heldBack = table(places(41, 11, 103), places(13, 2, 107), places(23, 3, 83));
        IntToDoubleFunction second = places(19, 6, 113);
        IntToDoubleFunction label = places(43, 2, 79);
        Table synthetic = table(
                i -> 0.9 * places(31, 13, 109).applyAsDouble(i),
                i -> second.applyAsDouble(i) * second.applyAsDouble(i),
                i -> Math.pow(label.applyAsDouble(i), 1.5));
        ScoreSettings settings = new ScoreSettings(Optional.empty(), List.of("c"), SmallEffort.EFFORT, 10, 2, 5);
        score = TableScore.of(
                        training,
                        List.of(Synthetic.of("s", synthetic)),
                        Optional.of(heldBack),
                        settings,
                        Monitor.none())
                .tables()
                .get(0);
    }

    /** (a i + b i^2) mod m, over m. */
    private static IntToDoubleFunction places(int a, int b, int m) {
        return i -> (double) ((a * i + b * i * i) % m) / m;
    }

    private static Table table(IntToDoubleFunction x, IntToDoubleFunction y, IntToDoubleFunction label) {
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("y", ColumnKind.DOUBLE),
                new ColumnInfo("c", ColumnKind.TEXT)));
        for (int i = 0; i < ROWS; i++) {
            String text = "level " + (int) (4 * label.applyAsDouble(i));
            builder.add(
                    x.applyAsDouble(i),
                    y.applyAsDouble(i),
                    builder.dictionary(2).code(text));
        }
        return builder.build();
    }

    @Test
    void lawsOfColumnsAndPairs() {
        assertShape(0.1625, "x");
        assertShape(0.24166666666666667, "y");
        assertShape(0.29166666666666663, "c");
        assertTrend(0.09922814149218162, 0, 1);
        assertTrend(0.4125, 0, 2);
        assertTrend(0.3624999999999999, 1, 2);
    }

    private static void assertShape(double expected, String name) {
        double found = score.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .shape();
        assertEquals(expected, found, ROUNDING);
    }

    private static void assertTrend(double expected, int first, int second) {
        double found = score.pairs().stream()
                .filter(pair -> pair.first() == first && pair.second() == second)
                .findFirst()
                .orElseThrow()
                .trend();
        assertEquals(expected, found, ROUNDING);
    }

    @Test
    void distancesAndAttacks() {
        PrivacyScore privacy = score.privacy();
        assertEquals(0.09079372044991596, privacy.distance().value(), ROUNDING);
        assertEquals(0.0802058289502055, privacy.distanceOfHeldBack().value(), ROUNDING);
        assertEquals(0.45, privacy.closer().orElseThrow().value(), ROUNDING);
        assertEquals(
                0.46427951388888883,
                privacy.membershipByDistance().orElseThrow().value(),
                ROUNDING);
        assertEquals(0.23333333333333334, privacy.secrets().get(0).training().value(), ROUNDING);
        assertEquals(0.275, privacy.secrets().get(0).heldBack().value(), ROUNDING);
    }

    /**
     * RandomForestClassifier of 60 trees and HistGradientBoostingClassifier of 40 rounds of depth 4 at a rate of 0.3, five stratified
     * folds, the mean of two deals. Another deal of the folds changes an AUC by 0.016, another number of trees by as much, and the
     * libraries cut numbers into bins at other places.
     */
    @Test
    void detection() {
        assertEquals(0.755, score.detection().forest().value(), 0.06);
        assertEquals(0.901, score.detection().boosted().value(), 0.06);
    }
}
