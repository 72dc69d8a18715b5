// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct texts of a column in order of first appearance. The code of a text is its place among them, from 0; cells hold
 * the codes. A column of ever new texts does not fill the memory: from {@link #MOST_TEXTS} texts on, or {@link
 * #MOST_CHARACTERS} characters in all, no further ones are kept, and those not kept share the code {@link #MORE}. Takes texts
 * until it is first read by several threads.
 */
public final class Dictionary {
    /** The most texts that are kept. */
    public static final int MOST_TEXTS = 1 << 16;

    /** The most characters that the kept texts have in all; the first {@link #ALWAYS_KEPT} texts are kept however long. */
    public static final int MOST_CHARACTERS = 1 << 24;

    /** An overflowed dictionary holds at least so many texts. */
    public static final int ALWAYS_KEPT = 1 << 9;

    /** The code of all texts that are not kept; no text has it as its place. */
    public static final int MORE = Integer.MAX_VALUE;

    private static final int MOST_CODES = 1 << 22;
    private static final int MOST_CHARACTERS_OF_CODES = 1 << 28;

    private final int mostTexts;
    private final int mostCharacters;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private long characters;
    private boolean overflowed;

    public Dictionary() {
        this(MOST_TEXTS, MOST_CHARACTERS);
    }

    private Dictionary(int mostTexts, int mostCharacters) {
        this.mostTexts = mostTexts;
        this.mostCharacters = mostCharacters;
    }

    /** One for short texts of which nearly every row has another: it keeps up to 2^22 texts, of 2^28 characters in all. */
    public static Dictionary ofCodes() {
        return new Dictionary(MOST_CODES, MOST_CHARACTERS_OF_CODES);
    }

    /** One of these texts, all different, whose codes are their places; there must be room for all. */
    public static Dictionary of(List<String> texts) {
        Dictionary dictionary = ofCodes();
        texts.forEach(dictionary::code);
        if (dictionary.size() != texts.size()) {
            throw new IllegalArgumentException(texts.size() + " texts are too many, or two of them are equal");
        }
        return dictionary;
    }

    /** The texts that are kept, in the order of their codes. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** The code of the text, which is kept when it is new and there is room for it; {@link #MORE} where there is none. */
    public int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        overflowed = overflowed || !hasRoomFor(text);
        if (overflowed) {
            return MORE;
        }
        characters += text.length();
        codes.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    private boolean hasRoomFor(String text) {
        return texts.size() < ALWAYS_KEPT || texts.size() < mostTexts && characters + text.length() <= mostCharacters;
    }

    /**
     * @param code below {@link #size()}
     * @throws IndexOutOfBoundsException for any other, {@link #MORE} included
     */
    public String text(int code) {
        return texts.get(code);
    }

    /** The number of texts that are kept. */
    public int size() {
        return texts.size();
    }

    /** Whether there were more texts than are kept. */
    public boolean overflowed() {
        return overflowed;
    }
}
