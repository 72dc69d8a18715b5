// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.config.base;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a string is kept in an XML attribute without loss: control characters, characters from U+D800 on and a percent
 * sign before another one are written as %% and the code in five decimal digits.
 */
final class ConfigText {

    private static final Pattern CODE = Pattern.compile("%%([0-9]{5})");

    private ConfigText() {}

    static String encode(final String text) {
        var encoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean percent = c == '%' && i + 1 < text.length() && text.charAt(i + 1) == '%';
            if (c < ' ' || c > '\ud7ff' || percent) {
                encoded.append("%%").append(String.format(Locale.ROOT, "%05d", (int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    static String decode(final String text) {
        var decoded = new StringBuilder();
        var matcher = CODE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            decoded.append(text, end, matcher.start()).append((char) Integer.parseInt(matcher.group(1)));
            end = matcher.end();
        }
        return decoded.append(text, end, text.length()).toString();
    }
}
