// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.nio.charset.Charset;
import java.util.Optional;

/** Why a text is not a path: Java turns paths into bytes by the encoding of the locale it was started in. */
public final class PathText {
    private PathText() {}

    /** What to do about a text that is not a path here. */
    public static String remedy(String path) {
        return remedy(path, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    /**
     * What to do about a text that is not a path under a locale.
     *
     * @param locale the character set that paths are written in
     */
    public static String remedy(String path, Charset locale) {
        return beyond(path, locale)
                .map(character -> "The locale's character set, " + locale + ", has no '" + character
                        + "': choose a locale of UTF-8, for instance LC_ALL=C.UTF-8.")
                .orElse("Correct it.");
    }

    /** The first character that the locale cannot write; on the command line it has been lost already. */
    private static Optional<String> beyond(String path, Charset locale) {
        return path.codePoints()
                .mapToObj(Character::toString)
                .filter(character ->
                        character.equals("\ufffd") || !locale.newEncoder().canEncode(character))
                .findFirst();
    }
}
