// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.acceptance.StoredWorkflow;
import org.flowmatch.standin.ui.DialogWidget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user must know before a run, because nothing in its result tells it. */
class SaidBeforehandTest {

    private static void assertSays(String text, String... parts) {
        String line = text.replaceAll("\\s+", " ");
        assertTrue(Arrays.stream(parts).allMatch(line::contains), line);
    }

    /** The settings "Interpolate" and "Fraction paired" of Flow Coupling. */
    @ParameterizedTest
    @CsvSource({
        "interpolate, a date written as 20240131 becomes numbers that are no dates",
        "fraction, leave some room below 1 minus their share"
    })
    void whatASettingDoesToValuesStandsInItsDescription(String setting, String words) throws Exception {
        List<DialogWidget> named = OwnNodes.COUPLING.dialog(1).widgets().stream()
                .filter(widget -> widget.path().matches("(.*\\.)?" + setting))
                .toList();
        assertEquals(1, named.size(), named::toString);
        assertSays(named.get(0).description(), words);
    }

    /** The nodes that make a coupling, a model and rows. */
    @ParameterizedTest
    @EnumSource(names = {"COUPLING", "LEARNER", "SAMPLER"})
    void noNodeLetsItsResultPassForAnonymous(OwnNodes node) {
        String description = node.factory()
                .getXMLDescription()
                .getElementsByTagName("fullDescription")
                .item(0)
                .getTextContent();
        assertTrue(description.matches("(?s).*(not|Neither)\\b.{0,60}\\banonymous.*"), description);
        assertSays(description, "observed value");
    }

    @Test
    void theReadmeSaysSoToo() throws Exception {
        assertSays(
                Files.readString(StoredWorkflow.repository().resolve("README.md")),
                "Neither models nor sampled rows are anonymous.",
                "A model file holds observed values as they are.");
    }
}
