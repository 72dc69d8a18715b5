// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;

/** The sentences that name the best of several tables. */
class ComparisonTest {
    private static final int ROWS = 600;

    private static TableScore score(List<Synthetic> tables, Table training, boolean heldBack) {
        return TableScore.of(
                training,
                tables,
                heldBack ? Optional.of(MadeTable.rows(ROWS, 2)) : Optional.empty(),
                SmallEffort.settings("good"),
                Monitor.none());
    }

    @Test
    void theBestIsNamedInWhatItIsBestIn() {
        Table training = MadeTable.rows(ROWS, 1);
        List<String> sentences = score(
                        List.of(
                                Synthetic.of("copied", training),
                                Synthetic.of("shuffled", MadeTable.shuffled(MadeTable.rows(ROWS, 4), 1)),
                                Synthetic.of("fresh", MadeTable.rows(ROWS, 3))),
                        training,
                        true)
                .comparison();
        assertEquals(4, sentences.size());
        assertEquals("Only \"fresh\" can stand in for the real table and be handed over.", sentences.get(0));
        assertTrue(sentences.get(1).startsWith("Most like the real table: "), sentences.get(1));
        assertTrue(sentences.get(1).contains("\"fresh\""), sentences.get(1));
        assertTrue(sentences.get(1).contains("), before \"shuffled\" ("), sentences.get(1));
        assertTrue(sentences.get(2).startsWith("Most useful to learn from: "), sentences.get(2));
        assertTrue(sentences.get(2).contains("), before \"shuffled\" ("), sentences.get(2));
        assertEquals("Training rows are given away by \"copied\", not by \"shuffled\", \"fresh\".", sentences.get(3));
    }

    @Test
    void tablesThatChanceMayTellApartAreNamedTogether() {
        Table training = MadeTable.rows(ROWS, 1);
        List<String> sentences = score(
                        List.of(Synthetic.of("a", MadeTable.rows(ROWS, 3)), Synthetic.of("b", MadeTable.rows(ROWS, 5))),
                        training,
                        true)
                .comparison();
        assertEquals("Each of these tables can stand in for the real table and be handed over.", sentences.get(0));
        assertTrue(
                sentences
                        .get(1)
                        .startsWith("Most like the real table: all alike, as far as chance can tell (detection AUC"),
                sentences.get(1));
        assertEquals("None gives training rows away.", sentences.get(3));
    }

    @Test
    void oneTableHasNoComparison() {
        Table training = MadeTable.rows(ROWS, 1);
        assertEquals(
                List.of(),
                score(List.of(Synthetic.of("a", MadeTable.rows(ROWS, 3))), training, true)
                        .comparison());
    }

    @Test
    void whatWasNotTestedIsSaid() {
        Table training = MadeTable.rows(ROWS, 1);
        List<String> sentences = score(
                        List.of(Synthetic.of("a", MadeTable.rows(ROWS, 3)), Synthetic.of("b", MadeTable.rows(ROWS, 5))),
                        training,
                        false)
                .comparison();
        assertEquals(
                "None gives training rows away, as far as it could be tested without held-back rows.",
                sentences.get(3));
    }
}
