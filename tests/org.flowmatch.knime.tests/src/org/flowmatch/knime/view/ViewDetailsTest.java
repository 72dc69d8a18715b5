// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowmatch.browser.Browser;
import org.flowmatch.knime.view.OpenView.Size;
import org.flowmatch.knime.view.ViewHost.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the views show beyond being readable: of which data a tooltip is, what lines look like, whose colours the page has. */
@TestInstance(Lifecycle.PER_CLASS)
class ViewDetailsTest {
    private static final Size USUAL = new Size(700, 500);

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

    private OpenView open(ViewCase shown) throws Exception {
        return new OpenView(browser, new ViewHost(shown.view().page(), shown.answer()));
    }

    private OpenView shown(ViewCase shown) throws Exception {
        OpenView view = open(shown);
        assertEquals(shown.state(), view.show(Window.CLOSED, false, USUAL));
        return view;
    }

    /** At the pixel of a point of the first series. */
    private static void pointAt(OpenView view, double x, double y) {
        String chart = "echarts.getInstanceByDom(document.getElementById('chart'))";
        String at = chart + ".convertToPixel({ gridIndex: 0 }, [" + x + ", " + y + "])";
        String box = "document.getElementById('chart').getBoundingClientRect()";
        view.point(view.number(at + "[0] + " + box + ".left"), view.number(at + "[1] + " + box + ".top"));
    }

    @Test
    void theTooltipOfTheLossIsOfOneStep() throws Exception {
        // 2,000 steps on 600 pixels, of which each tenth was validated
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "many", MadeData.loss(2000, false)))) {
            pointAt(view, 10_000, 0.6);
            List<String> told = view.tooltip();
            assertTrue(told.get(0).startsWith("Step "), told::toString);
            assertTrue(told.size() <= 3, told::toString);
            assertEquals(told.size(), new HashSet<>(told).size(), told::toString);
            assertEquals(
                    1, told.stream().filter(line -> line.startsWith("Training")).count(), told::toString);
        }
    }

    @Test
    void theKeyboardReachesTheTooltip() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "few", MadeData.loss(20, false)))) {
            view.evaluate("document.getElementById('chart').focus()");
            view.press("ArrowRight");
            view.press("ArrowRight");
            assertEquals("Step 20", view.tooltip().get(0));
        }
    }

    /** A line through one point is none, so that it needs a mark. */
    @Test
    void oneStepIsSeen() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "one", MadeData.loss(1, false)))) {
            assertTrue(marks(view, "rgb(0,114,178)", "#0072b2") >= 1, "no mark in the colour of the training");
        }
    }

    /** What is left without colours: width and dash of a line, and whether it has marks. */
    @Test
    void theLinesOfTheLossAreToldApartWithoutColours() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "many", MadeData.loss(2000, true)))) {
            String series = "echarts.getInstanceByDom(document.getElementById('chart')).getOption().series";
            assertEquals(6, view.number(series + ".length"));
            assertEquals(
                    6,
                    view.number("new Set(" + series + ".map(({ lineStyle: { width, type }, showSymbol }) =>"
                            + " JSON.stringify([width, type, showSymbol]))).size"));
        }
    }

    private static int marks(OpenView view, String... colours) {
        String fills = String.join("', '", colours);
        return (int) view.number("[...document.querySelectorAll('#chart svg path')].filter(path => ['" + fills
                + "'].includes(path.getAttribute('fill')) && path.getBoundingClientRect().bottom"
                + " < document.querySelector('#chart').getBoundingClientRect().bottom - 40).length");
    }

    @Test
    void theMarkOfTheBestStepIsWholeAtTheEdge() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "many", MadeData.loss(100, false)))) {
            String mark = "[...document.querySelectorAll('#chart svg path')].filter(path => path.getAttribute('fill')"
                    + " === '#d55e00' && path.getAttribute('stroke') === '#2f3640')";
            assertEquals(1, view.number(mark + ".length"));
            String box = mark + "[0].getBoundingClientRect()";
            assertEquals(11.5, view.number(box + ".width"), 2);
            assertTrue(view.number(box + ".right")
                    <= view.number("document.querySelector('#chart svg')" + ".getBoundingClientRect().right"));
            assertEquals(
                    "",
                    view.text(
                            "[" + mark + "[0]].map(one => { for (let at = one; at; at = at.parentElement)"
                                    + " { if (at.getAttribute('clip-path')) { return at.getAttribute('clip-path'); } } return ''; })[0]"));
        }
    }

    @Test
    void nothingOfTheViewIsLeftInASentence() throws Exception {
        for (ViewCase without :
                List.of(ViewCase.empty(View.LOSS, MadeData.loss(0, false)), ViewCase.error(View.LOSS))) {
            try (OpenView view = shown(without)) {
                assertEquals(0, view.number("document.querySelector('header').getClientRects().length"));
                assertEquals(0, view.number("document.querySelector('#logarithmic').getClientRects().length"));
                assertTrue(view.text("document.body.innerText")
                        .contains(without.state().equals("empty") ? "Execute the node" : "ends too early"));
            }
        }
    }

    /** A loss may be 0 or less, of which a logarithmic axis has nothing. */
    @Test
    void lossesBelowZeroAreDrawn() throws Exception {
        JsonObject losses = MadeData.loss(20, false);
        JsonArray below = new JsonArray();
        losses.getAsJsonArray("train").forEach(loss -> below.add(loss.getAsDouble() - 10));
        losses.add("train", below);
        try (OpenView view = shown(ViewCase.ready(View.LOSS, "below", losses))) {
            assertTrue(view.evaluate("document.querySelector('#logarithmic').disabled")
                    .getAsBoolean());
            assertEquals(List.of(), view.faults());
        }
    }

    @Test
    void noTwoSolversLookAlike() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.DIAGNOSTICS, "many", MadeData.diagnostics(100, 2)))) {
            JsonArray looks = view.evaluate(
                            "echarts.getInstanceByDom(document.getElementById('chart')).getOption().series"
                                    + ".map(({ lineStyle, symbol }) => [lineStyle.color, lineStyle.type, symbol].join())")
                    .getAsJsonArray();
            Set<String> different = new HashSet<>();
            looks.forEach(look -> different.add(look.getAsString()));
            assertEquals(101, looks.size());
            assertEquals(101, different.size(), looks::toString);
        }
    }

    @Test
    void theLegendShowsTheFloorDashed() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.DIAGNOSTICS, "few", MadeData.diagnostics(2, 4)))) {
            assertEquals(
                    2,
                    view.number(
                            "[...document.querySelectorAll('#chart svg path')].filter(path =>"
                                    + " path.getAttribute('stroke') === '#2f3640' && path.getAttribute('stroke-dasharray')).length"));
        }
    }

    /** Of two numbers; of a label noise has no place, so that only targets are drawn. */
    @Test
    void pairsAreDrawnInTheChosenColumns() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.COLUMNS, "noise", MadeData.coupling(5, true)))) {
            assertEquals("120 120 120", view.text(DRAWN));
            assertEquals("column 0 / column 2", view.text(CHOSEN));
            view.evaluate("document.getElementById('up').value = '1';"
                    + "document.getElementById('up').dispatchEvent(new Event('change'))");
            assertEquals("0 0 120", view.text(DRAWN));
            assertTrue(
                    view.text("document.getElementById('places').innerText").contains("A label has no source"),
                    view.text("document.body.innerText"));
            view.evaluate("document.getElementById('chart').focus()");
            view.press("ArrowRight");
            assertEquals(
                    List.of(
                            "Pair 1",
                            "column 0: noise 0 to 0",
                            "column 1: drawn on the way to a label of some length 0"),
                    view.tooltip());
        }
        try (OpenView view = shown(ViewCase.ready(View.COLUMNS, "one", MadeData.coupling(1, true)))) {
            assertEquals("Time t / column 0", view.text(CHOSEN));
        }
        JsonObject earlier = MadeData.coupling(3, false);
        earlier.add("pairs", com.google.gson.JsonNull.INSTANCE);
        try (OpenView view = shown(ViewCase.ready(View.COLUMNS, "earlier", earlier))) {
            assertEquals(0, view.number("document.getElementById('pairs').getClientRects().length"));
            assertEquals(3, view.number("document.querySelectorAll('tbody tr').length"));
        }
    }

    private static final String DRAWN = "echarts.getInstanceByDom(document.getElementById('chart')).getOption().series"
            + ".map(({ data }) => data.length).join(' ')";
    private static final String CHOSEN =
            "['across', 'up'].map(id => document.getElementById(id).selectedOptions[0].textContent).join(' / ')";

    @Test
    void everyTermOfTheGeometryAndTheFloorAreExplained() throws Exception {
        JsonObject data = MadeData.diagnostics(2, 4);
        try (OpenView view = shown(ViewCase.ready(View.DIAGNOSTICS, "few", data))) {
            for (int i = 0; i < data.getAsJsonArray("geometry").size(); i++) {
                view.evaluate("document.querySelectorAll('dt')[" + i + "].focus()");
                String meaning = data.getAsJsonArray("geometry")
                        .get(i)
                        .getAsJsonObject()
                        .get("meaning")
                        .getAsString();
                assertEquals(meaning, view.text("document.querySelector('[role=tooltip]:not([hidden])').textContent"));
            }
            view.evaluate("document.querySelector('#summary .explained').focus()");
            assertTrue(view.text("document.getElementById('tip').textContent").contains("two samples of real rows"));
            view.press("Escape");
            assertTrue(view.evaluate("document.getElementById('tip').hidden").getAsBoolean());
        }
    }

    @Test
    void aDistanceIsToldInFloors() throws Exception {
        try (OpenView view = shown(ViewCase.ready(View.DIAGNOSTICS, "few", MadeData.diagnostics(2, 4)))) {
            pointAt(view, 4, 0.127);
            assertEquals("4 evaluations per row", view.tooltip().get(0));
            assertEquals("EULER: W2 0.127, 2.54 floors", view.tooltip().get(1));
        }
    }

    /** KNIME's dialogs are light, whatever the computer's colours are; a page without KNIME follows the computer. */
    @Test
    void thePageHasTheColoursOfItsHost() throws Exception {
        try (OpenView view = open(ViewCase.ready(View.COLUMNS, "few", MadeData.coupling(3, false)))) {
            for (boolean darkComputer : List.of(false, true)) {
                assertEquals("light", scheme(view, Window.CLOSED, darkComputer));
                assertEquals("dark", scheme(view, Window.DARK, darkComputer));
                assertEquals(darkComputer ? "dark" : "light", scheme(view, Window.EITHER, darkComputer));
                assertEquals(darkComputer ? "dark" : "light", scheme(view, Window.NONE, darkComputer));
            }
            view.media(true, true);
            assertEquals("light", scheme(view), "on paper");
        }
    }

    private static String scheme(OpenView view, Window window, boolean darkComputer) {
        assertEquals("ready", view.show(window, darkComputer, USUAL));
        return scheme(view);
    }

    private static String scheme(OpenView view) {
        return switch (view.text("getComputedStyle(document.body).backgroundColor")) {
            case "rgb(255, 255, 255)" -> "light";
            case "rgb(29, 33, 38)" -> "dark";
            default -> "neither";
        };
    }

    /** Names come from tables. */
    @Test
    void namesStayTexts() throws Exception {
        JsonObject data = MadeData.diagnostics(1, 4);
        data.getAsJsonArray("series")
                .get(0)
                .getAsJsonObject()
                .add("solver", new JsonPrimitive("<img src=x onerror=console.error(1)>"));
        try (OpenView view = shown(ViewCase.ready(View.DIAGNOSTICS, "few", data))) {
            pointAt(view, 4, 0.127);
            assertTrue(view.tooltip().get(1).startsWith("<img src=x"), view.tooltip()::toString);
            assertEquals(0, view.number("document.images.length"));
            assertEquals(List.of(), view.complaints());
        }
    }
}
