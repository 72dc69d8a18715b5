// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.coupling.PairedRows;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class QuotedTest {
    private static final String LONG = "x".repeat(100_000);

    @Test
    void shortTextsStandAsTheyAre() {
        assertEquals("\"\"", Quoted.of(""));
        assertEquals("\"Größe in ½ €\"", Quoted.of("Größe in ½ €"));
        assertEquals("y".repeat(100), Quoted.cut("y".repeat(100)));
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertEquals("\"" + "x".repeat(100) + "... (100,000 characters)\"", Quoted.of(LONG));
        String faces = "\uD83D\uDE00".repeat(101);
        assertEquals("\uD83D\uDE00".repeat(100) + "... (101 characters)", Quoted.cut(faces));
    }

    @Test
    void whatWouldBreakTheLineOrSteerATerminalIsEscaped() {
        assertEquals("a\\nb\\tc\\u001b[2J\\u202e", Quoted.cut("a\nb\tc\u001b[2J\u202e"));
    }

    @Test
    void manyTextsAreCounted() {
        assertEquals("\"a\", \"b\"", Quoted.all(List.of("a", "b")));
        assertEquals(
                "\"c\", \"c\", \"c\", \"c\", \"c\", \"c\", \"c\", \"c\", \"c\", \"c\" and 2 more",
                Quoted.all(Collections.nCopies(12, "c")));
    }

    @Test
    void aLongKeyOrLabelDoesNotFillTheMessage() {
        FlowException key = Assertions.assertThrows(
                FlowException.class, () -> PairedRows.byKey(List.of(LONG, "b"), List.of("b", "c")));
        ConditionEncoding encoding = ConditionEncoding.fit(table("group", LONG, "b"), "target table");
        FlowException label = Assertions.assertThrows(
                FlowException.class, () -> encoding.encode(table("group", LONG + "y"), "source table"));
        for (FlowException e : List.of(key, label)) {
            assertTrue(e.getMessage().length() < 1000, e.getMessage().length() + " characters");
            assertTrue(e.problem().contains("characters)"), e.problem());
        }
    }

    private static Table table(String name, String... labels) {
        return Table.texts(name, List.of(labels));
    }
}
