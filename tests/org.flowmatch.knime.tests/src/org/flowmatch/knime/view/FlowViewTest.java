// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.flowmatch.browser.Browser;
import org.flowmatch.knime.view.OpenView.Size;
import org.flowmatch.knime.view.ViewHost.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the view of rows on their way does: time, axes, velocities. */
@TestInstance(Lifecycle.PER_CLASS)
class FlowViewTest {
    private static final Size USUAL = new Size(700, 500);
    private static final String CHART = "echarts.getInstanceByDom(document.getElementById('chart'))";

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

    /** A turn by two radians: dx/dt = -2 y and dy/dt = 2 x. */
    private static ViewCase turning() {
        return ViewCase.ready(
                View.FLOW,
                "turning",
                MadeFlow.of(50, 40, List.of(MadeFlow.turned("x", 0, 50, 40), MadeFlow.turned("y", 1, 50, 40)), 2));
    }

    private OpenView shown(ViewCase shown, boolean motion) throws Exception {
        OpenView view = new OpenView(browser, new ViewHost(shown.view().page(), shown.answer()));
        assertEquals("ready", view.show(Window.CLOSED, false, USUAL, motion));
        view.evaluate("document.getElementById('time').focus()");
        return view;
    }

    private static double now(OpenView view) {
        return Double.parseDouble(
                view.text("document.getElementById('now').textContent").substring(4));
    }

    private static double series(OpenView view, String id, String what) {
        return view.number(CHART + ".getOption().series.find(({ id }) => id === '" + id + "')" + what);
    }

    @Test
    void velocitiesAreThoseOfALinearField() throws Exception {
        try (OpenView view = shown(turning(), false)) {
            for (String time : List.of("Home", "ArrowRight", "End")) {
                view.press(time);
                for (int row = 0; row < 50; row += 7) {
                    String point = ".data.find((point) => point[2] === " + row + ")";
                    double x = series(view, "known", point + "[0]");
                    double y = series(view, "known", point + "[1]");
                    String arrow = ".data[" + row + "].coords";
                    assertEquals(x, series(view, "velocities", arrow + "[0][0]"), 1e-9);
                    // arrows lead to where 8% of the time would
                    assertEquals(-2 * y, (series(view, "velocities", arrow + "[1][0]") - x) / 0.08, 0.02);
                    assertEquals(2 * x, (series(view, "velocities", arrow + "[1][1]") - y) / 0.08, 0.02);
                }
            }
        }
    }

    @Test
    void theTimeIsMovedByKeysAndStandsWhereMotionIsNotWanted() throws Exception {
        try (OpenView view = shown(turning(), false)) {
            assertEquals(1, now(view));
            view.press("Home");
            assertEquals(0, now(view));
            view.press("ArrowRight");
            view.press("ArrowRight");
            assertEquals(2 / 39., now(view), 0.006);
            view.press("ArrowLeft");
            assertEquals(1 / 39., now(view), 0.006);
            view.press("ArrowLeft");
            view.press("ArrowLeft");
            assertEquals(0, now(view));
            assertEquals("Play", view.text("document.getElementById('play').textContent"));
        }
    }

    @Test
    void theTimeRunsByItselfAndIsStopped() throws Exception {
        try (OpenView view = shown(turning(), true)) {
            String word = "document.getElementById('play').textContent";
            assertEquals("Pause", view.text(word));
            double before = now(view);
            view.evaluate("new Promise((done) => setTimeout(done, 400))");
            assertTrue(now(view) > before, before + " to " + now(view));
            view.evaluate("document.getElementById('play').click()");
            assertEquals("Play", view.text(word));
            double stopped = now(view);
            view.evaluate("new Promise((done) => setTimeout(done, 200))");
            assertEquals(stopped, now(view));
        }
    }

    @Test
    void axesAreChosenAndSwitchedOff() throws Exception {
        try (OpenView view = shown(turning(), false)) {
            assertEquals(
                    "Time, x, y, Component 1 (40%), Component 2 (30%)",
                    view.text("[...document.getElementById('up').options].map(({ text }) => text).join(', ')"));
            choose(view, "across", 3);
            choose(view, "up", 4);
            assertTrue(view.text("document.getElementById('notes').textContent")
                    .startsWith("The model keeps no quantiles of Component 1 (40%)."));
            assertEquals("Component 1 (40%)", view.text(CHART + ".getOption().xAxis[0].name"));
            assertEquals(50, series(view, "trajectories", ".data.length"));
            assertEquals(50, series(view, "velocities", ".data.length"));
            view.evaluate("document.getElementById('trajectories').click()");
            view.evaluate("document.getElementById('velocities').click()");
            assertEquals(0, series(view, "trajectories", ".data.length"));
            assertEquals(0, series(view, "velocities", ".data.length"));
            choose(view, "across", 0);
            assertEquals("Time", view.text(CHART + ".getOption().xAxis[0].name"));
            assertEquals(List.of(), view.faults());
        }
    }

    private static void choose(OpenView view, String select, int place) {
        view.evaluate("(() => { const select = document.getElementById('" + select + "'); select.value = " + place
                + "; select.dispatchEvent(new Event('change')); })()");
    }

    /** Labels are nothing until they are known; numbers of which a label may still say otherwise are drawn apart. */
    @Test
    void whatIsNotKnownYetIsDrawnApart() throws Exception {
        Map<String, Object> open = MadeFlow.column("x", "DOUBLE", 9, 11, -1, 1, 0.45, (row, t) -> row / 9.0 * t);
        Map<String, Object> labels =
                MadeFlow.column("label", "TEXT", 9, 11, 0, 1, 0.75, (row, t) -> t < 0.75 ? Double.NaN : row % 2);
        labels.put("labels", List.of("even", "odd"));
        ViewCase apart = ViewCase.ready(View.FLOW, "apart", MadeFlow.of(9, 11, List.of(open, labels), 2));
        try (OpenView view = shown(apart, false)) {
            assertEquals(9, series(view, "known", ".data.length"));
            choose(view, "across", 0);
            choose(view, "up", 1);
            assertEquals(9, series(view, "known", ".data.length"));
            view.press("Home");
            assertEquals(9, series(view, "open", ".data.length"));
            assertEquals(0, series(view, "known", ".data.length"));
            choose(view, "up", 2);
            assertEquals(0, series(view, "open", ".data.length") + series(view, "known", ".data.length"));
        }
    }

    /** The strips of quantiles measure with the same rule as the picture. */
    @Test
    void quantilesLieAlongTheAxes() throws Exception {
        try (OpenView view = shown(turning(), false)) {
            String pixel = CHART + ".convertToPixel";
            assertEquals(
                    view.number(pixel + "({ xAxisIndex: 0 }, 0.7)"),
                    view.number(pixel + "({ xAxisIndex: 1 }, 0.7)"),
                    0.01);
            assertEquals(
                    view.number(pixel + "({ yAxisIndex: 0 }, 0.7)"),
                    view.number(pixel + "({ yAxisIndex: 2 }, 0.7)"),
                    0.01);
            assertEquals(-1.6, series(view, "learnt-across-outer", ".data[0][0]"));
            assertEquals(0.7, series(view, "learnt-up-inner", ".data[1][1]"));
        }
    }
}
