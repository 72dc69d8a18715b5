// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.flowmatch.browser.Browser;
import org.flowmatch.knime.view.OpenView.Size;
import org.flowmatch.knime.view.ViewHost.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the report on synthetic tables shows: several side by side, and the chosen one. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportViewTest {
    private static final int TABLES = 3;
    private static final int MEASURES = 8;

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

    private OpenView shown(int tables) throws Exception {
        ViewCase report = ViewCase.ready(View.REPORT, "some", MadeData.report(6, tables));
        OpenView view = new OpenView(browser, new ViewHost(report.view().page(), report.answer()));
        assertEquals("ready", view.show(Window.CLOSED, false, new Size(1000, 800)));
        return view;
    }

    private static int count(OpenView view, String selector) {
        return (int) view.number("document.querySelectorAll('" + selector + "').length");
    }

    @Test
    void severalTablesStandSideBySide() throws Exception {
        try (OpenView view = shown(TABLES)) {
            assertEquals(2, count(view, "#sentences p"));
            assertEquals(MEASURES, count(view, "#compared tbody tr"));
            assertEquals(MEASURES * TABLES, count(view, "#compared .grade"));
            // the first table is the nearest to the floor everywhere
            assertEquals(MEASURES, count(view, "#compared td:nth-child(3) .best"));
            assertEquals(MEASURES, count(view, "#compared .best"));
            String series = "echarts.getInstanceByDom(document.getElementById('ways')).getOption().series";
            assertEquals(TABLES, view.number(series + ".length"));
            assertEquals(TABLES, view.number("new Set(" + series + ".map(({ symbol }) => symbol)).size"));
            assertEquals(TABLES * MEASURES, view.number(series + ".flatMap(({ data }) => data).length"));
            // names of tables are texts, whatever is in them
            assertTrue(view.text("document.querySelector('#compared thead').innerText")
                    .contains("<smote>"));
        }
    }

    @Test
    void theChosenTableIsNamedAboveItsVerdict() throws Exception {
        try (OpenView view = shown(TABLES)) {
            assertEquals("flow", view.text("document.getElementById('chosen').innerText"));
            view.evaluate("table.value = '1'; table.dispatchEvent(new Event('change'))");
            assertEquals("<smote>", view.text("document.getElementById('chosen').innerText"));
            assertEquals(3, count(view, "#verdict p"), "quality, privacy, model");
        }
    }

    @Test
    void oneTableIsNotCompared() throws Exception {
        try (OpenView view = shown(1)) {
            assertTrue(view.evaluate(
                            "document.getElementById('comparison').hidden && document.getElementById('chosen').hidden")
                    .getAsBoolean());
            assertEquals(List.of(), view.complaints());
        }
    }
}
