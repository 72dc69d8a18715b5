// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.Estimate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each kind of table sets off, and nothing else. */
class TableScoreTest {
    private static final int ROWS = 1_000;

    private static TableScore score;

    @BeforeAll
    static void judge() {
        Table training = MadeTable.rows(ROWS, 1);
        score = TableScore.of(
                training,
                List.of(
                        Synthetic.of("fresh", MadeTable.rows(ROWS, 3)),
                        Synthetic.of("shuffled", MadeTable.shuffled(MadeTable.rows(ROWS, 4), 1)),
                        Synthetic.of("copies", training)),
                Optional.of(MadeTable.rows(ROWS, 2)),
                SmallEffort.settings("good", "region", "price"),
                Monitor.none());
    }

    @Test
    void freshRowsOfTheLawSitAtEveryFloor() {
        SyntheticScore fresh = score.tables().get(0);
        assertEquals(List.of(), fresh.verdict().alarms());
        assertEquals(Grade.GOOD, fresh.verdict().quality());
        assertEquals(Grade.GOOD, fresh.verdict().privacy());
        for (MeasureScore measure : fresh.measures()) {
            assertAtFloor(measure);
        }
        assertEquals(List.of(), score.notes());
    }

    /** Within four standard errors of both, and within rounding where there are none. */
    static void assertAtFloor(MeasureScore measure) {
        double error = deviation(measure.value()) + deviation(measure.floor());
        assertEquals(measure.floor().value(), measure.value().value(), 4 * error + 1e-9, measure.toString());
    }

    private static double deviation(Estimate estimate) {
        return (estimate.high() - estimate.low()) / 2 / Estimate.REACH;
    }

    @Test
    void shuffledColumnsAreSeenWhereDependencyCountsAndNowhereElse() {
        assertEquals(
                EnumSet.of(
                        Measure.DETECTION,
                        Measure.FOREST,
                        Measure.DEPENDENCY,
                        Measure.TREND,
                        Measure.GAPS,
                        Measure.UTILITY,
                        Measure.RARE,
                        Measure.GLOBAL_UTILITY,
                        Measure.RULE),
                alarms(1));
        Verdict verdict = score.tables().get(1).verdict();
        assertEquals(Grade.POOR, verdict.quality());
        assertEquals(Grade.GOOD, verdict.privacy());
        assertTrue(verdict.ofQuality().contains("should not stand in"), verdict.ofQuality());
        // both sentences stay short enough to be read
        assertTrue(verdict.ofQuality().length() < 400 && verdict.ofPrivacy().length() < 400);
    }

    @Test
    void copiesAreSeenWherePrivacyCountsAndNowhereElse() {
        assertEquals(
                EnumSet.of(Measure.COPIES, Measure.DISTANCE, Measure.CLOSER, Measure.MEMBERSHIP, Measure.SECRET),
                alarms(2));
        Verdict verdict = score.tables().get(2).verdict();
        assertEquals(Grade.GOOD, verdict.quality());
        assertEquals(Grade.POOR, verdict.privacy());
        assertTrue(verdict.ofPrivacy().contains("should not be handed over"), verdict.ofPrivacy());
        RiskyRow riskiest = score.tables().get(2).privacy().risky().get(0);
        assertEquals(riskiest.row(), riskiest.training());
        assertEquals(0, riskiest.distance());
        assertTrue(riskiest.isolation() > 0);
    }

    private static Set<Measure> alarms(int table) {
        return score.tables().get(table).verdict().alarms().stream()
                .map(MeasureScore::measure)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class)));
    }

    @Test
    void columnsAndPairsComeWorstFirst() {
        List<SyntheticScore.Column> columns = score.tables().get(1).columns();
        List<SyntheticScore.Pair> pairs = score.tables().get(1).pairs();
        assertEquals(MadeTable.COLUMNS.size(), columns.size());
        assertEquals(55, pairs.size());
        for (int i = 1; i < columns.size(); i++) {
            assertTrue(columns.get(i - 1).shape() >= columns.get(i).shape());
        }
        for (int i = 1; i < pairs.size(); i++) {
            assertTrue(pairs.get(i - 1).trend() >= pairs.get(i).trend());
        }
    }

    @Test
    void theRulesOfTheTableAreFoundAndCounted() {
        List<String> rules = score.tables().get(0).rules().stream()
                .map(rule -> rule.rule().text())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "\"net\" + \"tax\" = \"total\"",
                        "\"net\" is at most \"total\"",
                        "\"ordered\" is at most \"delivered\"",
                        "\"price\" is at most \"net\"",
                        "\"price\" is at most \"total\"",
                        "\"rating\" determines \"good\"",
                        "\"region\" determines \"country\""),
                rules);
        for (RuleScore rule : score.tables().get(1).rules()) {
            // the columns of this table are independent
            assertEquals(
                    rule.independent(),
                    rule.synthetic().value(),
                    0.08,
                    rule.rule().text());
        }
    }
}
