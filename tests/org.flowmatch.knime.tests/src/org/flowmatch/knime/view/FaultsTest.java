// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.browser.Browser;
import org.flowmatch.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the tests of the views look for is found in pages that have it, and not in those that do not. */
@TestInstance(Lifecycle.PER_CLASS)
class FaultsTest {
    private static final String ADDRESS = "https://example.org/index.html";

    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    void end() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private List<String> faults(String body) throws IOException {
        byte[] page = ("<!DOCTYPE html><meta charset=utf-8><body style='margin: 8px; font: 14px sans-serif'>" + body)
                .getBytes(StandardCharsets.UTF_8);
        try (Tab tab = browser.open(address ->
                address.equals(ADDRESS) || address.endsWith(".ico") ? Optional.of(page) : Optional.empty())) {
            tab.resize(300, 320);
            tab.go(ADDRESS);
            tab.await("document.readyState === 'complete'");
            List<String> faults = new ArrayList<>();
            tab.evaluate(OpenView.audit()).getAsJsonArray().forEach(fault -> faults.add(fault.getAsString()));
            faults.addAll(tab.complaints());
            return faults;
        }
    }

    @Test
    void nothingIsWrongWithAPlainPage() throws Exception {
        assertEquals(
                List.of(),
                faults(
                        "<p>One</p><p style='color: #767676'>Two that is long enough for a second line of its own</p>"
                                + "<div style='height: 40px; overflow: auto'>" + "<p>scrolled</p>".repeat(9) + "</div>"
                                + "<p hidden style='color: #eee'>hidden</p><svg width=90 height=20><text y=14>drawn</text></svg>"));
    }

    @Test
    void paleTextsAreFound() throws Exception {
        assertEquals(
                List.of("\"pale\" has a contrast of 2.85", "\"blue\" has a contrast of 1.48"),
                faults(
                        "<p style='color: #999'>pale</p>"
                                + "<svg width=90 height=20 style='background: #fff'><text y=14 fill='#bcd8f0'>blue</text></svg>"));
    }

    @Test
    void textsOverTextsAreFound() throws Exception {
        assertEquals(
                List.of("\"first\" and \"second\" are one over the other"),
                faults("<p>first</p><p style='margin-top: -28px'>second</p>"));
    }

    @Test
    void cutTextsAreFound() throws Exception {
        assertEquals(
                List.of("\"far beyond the border\" is cut at a side", "\"half above\" is cut by its chart"),
                faults("<div style='width: 60px; overflow: hidden; white-space: nowrap'>far beyond the border</div>"
                        + "<div style='overflow: hidden'><svg width=90 height=20 style='display: block'>"
                        + "<text y=4>half above</text></svg></div>"));
    }

    @Test
    void whatTheConsoleSaysIsFound() throws Exception {
        for (String bad : List.of(
                "<script>console.error('gone wrong')</script>",
                "<script>throw new Error('gone wrong')</script>",
                "<script src='gone wrong'></script>")) {
            List<String> faults = faults("<p>fine</p>" + bad);
            assertEquals(1, faults.size(), faults::toString);
            assertTrue(faults.get(0).matches(".*gone(%20| )wrong.*"), faults::toString);
        }
    }
}
