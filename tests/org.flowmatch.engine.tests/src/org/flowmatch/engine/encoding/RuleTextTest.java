// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as users write them. */
class RuleTextTest {
    @Test
    void anOrderIsNamesWithSignsBetween() {
        assertEquals(new KeptOrder(List.of("start", "end")), KeptRule.parse("start <= end"));
        assertEquals(
                new KeptOrder(List.of("first day", "last day", "paid")),
                KeptRule.parse(" first day<=last day \u2264 paid"));
    }

    @Test
    void whateverANameHoldsItCanBeWritten() {
        List<String> odd = List.of("a <= b", "\"said\"", " blanks ", "x > 0", "1 + 1 = 2", "\u2264 tab\t");
        KeptOrder rule = new KeptOrder(odd.subList(0, 5));
        assertEquals(rule, KeptRule.parse(rule.written()));
        assertEquals(new KeptOrder(List.of("a <= b", "c")), KeptRule.parse("\"a <= b\" <= c"));
        assertEquals(new KeptOrder(List.of("\"", "c")), KeptRule.parse("\"\"\"\" <= c"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "start, it has no sign",
        "start < end, its signs are <",
        "start >= end, its signs are >",
        "start <=, a name is missing",
        "<= end, a name is missing",
        "a <= <= b, a name is missing",
        "\"a <= b, a quotation mark has no end",
        "\"a\" b <= c, there is no sign behind",
        "a <= a, names a column twice"
    })
    void anotherTextIsRefusedWithWhatIsWritten(String text, String why) {
        FlowException refusal = assertThrows(FlowException.class, () -> KeptRule.parse(text));
        assertTrue(refusal.problem().contains(why), refusal::problem);
        assertTrue(
                refusal.remedy().contains("start <= end") || refusal.remedy().contains("different"), refusal::remedy);
    }
}
