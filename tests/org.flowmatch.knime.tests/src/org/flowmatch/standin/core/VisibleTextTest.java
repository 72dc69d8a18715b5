// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.flowmatch.standin.VisibleText;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatSteersATerminalIsShownAsItsCode() {
        assertEquals("a\\u001b[2J\\u0000\\u007f\\u009b1m\\u000d", VisibleText.of("a\u001b[2J\0\u007f\u009b1m\r"));
        assertEquals("\\u202eabc\\u2066\\u200f", VisibleText.of("\u202eabc\u2066\u200f"));
    }

    @Test
    void everyOtherTextRemains() {
        String text = "Müller €\t\ud83d\ude00\u0661 \u0645\nnext\r\nlast\\u001b";
        assertEquals(text, VisibleText.of(text));
        assertEquals("two\\u000alines\\u0009", VisibleText.line("two\nlines\t"));
    }
}
