// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Texts of tables, files and settings inside messages. Whatever such a text holds, a message stays one line that can be read:
 * long texts are cut, and characters that would end the line or steer a terminal are written as escapes.
 */
public final class Quoted {
    /** The most characters of a text that are shown. */
    public static final int LONGEST = 100;
    /** The most texts of a list that are shown. */
    public static final int MOST = 10;

    private Quoted() {}

    /** The text in quotation marks. */
    public static String of(String text) {
        return "\"" + cut(text) + "\"";
    }

    /** The texts in quotation marks, with commas between: {@code "a", "b" and 7 more}. */
    public static String all(List<String> texts) {
        return first(texts.stream().limit(MOST).map(Quoted::of).toList(), texts.size());
    }

    /** The first parts of a list of this many, with commas between. */
    public static String first(List<String> parts, int count) {
        int more = count - parts.size();
        return String.join(", ", parts) + (more > 0 ? " and " + more + " more" : "");
    }

    /** The text alone: {@code abc}, or the first characters of a long one with the number that it has. */
    public static String cut(String text) {
        int count = text.codePointCount(0, text.length());
        if (count <= LONGEST) {
            return visible(text);
        }
        String start = text.substring(0, text.offsetByCodePoints(0, LONGEST));
        return String.format(Locale.ROOT, "%s... (%,d characters)", visible(start), count);
    }

    private static String visible(String text) {
        return text.codePoints().mapToObj(Quoted::visible).collect(Collectors.joining());
    }

    private static String visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> escape(character);
            default -> Character.toString(character);
        };
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", character);
        };
    }
}
