// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowmatch.standin.ui.DialogProbe.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user sees of a dialog that was just opened: all main settings, without scrolling. */
class DialogHeightTest {
    /** Of a dialog on a small screen, 400 px wide. */
    private static final int SEEN = 700;

    // as KNIME 5.8's dialogs come out in a browser, in pixels
    private static final int MARGIN = 26;
    private static final int HEADING = 46;
    private static final int BETWEEN_SECTIONS = 45;
    private static final int BETWEEN_WIDGETS = 18;

    private static int height(Shown shown) {
        return switch (shown.control()) {
            case COLUMN_FILTER -> 340;
            case ENTRIES -> 60;
            case CHECKBOX -> 15;
            case FIELD -> 50;
        };
    }

    private static int height(Map<String, List<Shown>> sections) {
        int height = MARGIN + BETWEEN_SECTIONS * (sections.size() - 1);
        for (Map.Entry<String, List<Shown>> section : sections.entrySet()) {
            height += section.getKey().isEmpty() ? 0 : HEADING;
            height += BETWEEN_WIDGETS * (section.getValue().size() - 1);
            height += section.getValue().stream()
                    .mapToInt(DialogHeightTest::height)
                    .sum();
        }
        return height;
    }

    @ParameterizedTest
    @EnumSource
    void mainSettingsAreSeenAtOnce(OwnNodes node) throws Exception {
        for (int inputs = 1; inputs <= 3; inputs++) {
            Map<String, List<Shown>> sections = node.dialog(inputs).atFirstSight();
            int height = height(sections);
            assertTrue(height <= SEEN, node + " with " + inputs + " inputs needs " + height + " px: " + sections);
        }
    }

    /** Its heading says nothing that the field does not say. */
    @ParameterizedTest
    @EnumSource
    void noSectionIsNamedLikeItsOnlyField(OwnNodes node) throws Exception {
        node.dialog(1)
                .atFirstSight()
                .forEach((section, shown) -> assertFalse(
                        shown.size() == 1
                                && !section.isEmpty()
                                && words(shown.get(0).title()).containsAll(words(section)),
                        node + ": the section \"" + section + "\" has only " + shown));
    }

    private static List<String> words(String title) {
        return List.of(title.toLowerCase(Locale.ROOT).split(" "));
    }
}
