// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.util.Locale;

/**
 * Texts from files, as they may go to a terminal: what would steer it, or change the order in which the text is read, is
 * shown as its code, ESC for instance as \\u001b.
 */
public final class VisibleText {

    private VisibleText() {}

    /** The text; line breaks and tabs remain. */
    public static String of(final String text) {
        return of(text, "\n\t");
    }

    /** The text in one line. */
    public static String line(final String text) {
        return of(text, "");
    }

    private static String of(final String text, final String kept) {
        if (text.chars().noneMatch(VisibleText::steers)) {
            return text;
        }
        var visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean windowsBreak = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!steers(c) || kept.indexOf(c) >= 0 || (windowsBreak && kept.indexOf('\n') >= 0)) {
                visible.append(c);
            } else {
                visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return visible.toString();
    }

    private static boolean steers(final int c) {
        return Character.isISOControl(c)
                || c == '\u061c'
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
