// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DictionaryTest {
    private final Dictionary texts = new Dictionary();

    @Test
    void aCodeIsThePlaceOfFirstAppearance() {
        assertEquals(0, texts.code("b"));
        assertEquals(1, texts.code(""));
        assertEquals(0, texts.code("b"));
        assertEquals(2, texts.code("a"));
        assertEquals(3, texts.size());
        assertEquals("", texts.text(1));
        assertEquals("a", texts.text(2));
        assertFalse(texts.overflowed());
        assertThrows(IndexOutOfBoundsException.class, () -> texts.text(3));
    }

    @Test
    void furtherTextsShareOneCode() {
        for (int i = 0; i < Dictionary.MOST_TEXTS; i++) {
            assertEquals(i, texts.code("text " + i));
        }
        assertFalse(texts.overflowed());
        assertEquals(Dictionary.MORE, texts.code("new"));
        assertEquals(Dictionary.MORE, texts.code("newer"));
        assertTrue(texts.overflowed());
        assertEquals(Dictionary.MOST_TEXTS, texts.size());
        assertEquals(17, texts.code("text 17"));
        assertThrows(IndexOutOfBoundsException.class, () -> texts.text(Dictionary.MORE));
    }

    /** 32 MiB of characters are offered, 16 MiB are kept; a short text that comes later has no place of its own either. */
    @Test
    void longTextsDoNotFillTheMemory() {
        int length = 1 << 14;
        for (int i = 0; i < 2 * Dictionary.MOST_CHARACTERS / length; i++) {
            int code = texts.code(String.format("%0" + length + "d", i));
            assertEquals(i < Dictionary.MOST_CHARACTERS / length ? i : Dictionary.MORE, code);
        }
        assertEquals(Dictionary.MOST_CHARACTERS / length, texts.size());
        assertEquals(Dictionary.MORE, texts.code("short"));
        assertEquals(Dictionary.MORE, texts.code("short"));
    }

    @Test
    void theFirstTextsAreKeptHoweverLong() {
        int length = 2 * Dictionary.MOST_CHARACTERS / Dictionary.ALWAYS_KEPT;
        for (int i = 0; i < Dictionary.ALWAYS_KEPT; i++) {
            assertEquals(i, texts.code(String.format("%0" + length + "d", i)));
        }
        assertFalse(texts.overflowed());
        assertEquals(Dictionary.MORE, texts.code("one more"));
    }
}
