// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.browser.Browser;
import org.flowmatch.knime.view.OpenView.Size;
import org.flowmatch.knime.view.ViewHost.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Dials and maps: their formulas, and what the views draw with them. */
@TestInstance(Lifecycle.PER_CLASS)
class RoundViewTest {
    private static final Size USUAL = new Size(700, 500);
    private static final String SERIES =
            "echarts.getInstanceByDom(document.getElementById('chart')).getOption().series";

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

    private OpenView shown(String name) throws Exception {
        ViewCase shown = MadeRound.cases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        OpenView view = new OpenView(browser, new ViewHost(shown.view().page(), shown.answer()));
        assertEquals("ready", view.show(Window.CLOSED, false, USUAL));
        return view;
    }

    private static double[] numbers(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    private static List<double[]> line(JsonElement points) {
        return points.getAsJsonArray().asList().stream()
                .map(RoundViewTest::numbers)
                .toList();
    }

    private static List<List<double[]>> lines(JsonElement all) {
        return all.getAsJsonArray().asList().stream().map(RoundViewTest::line).toList();
    }

    /** The area of a small square of the globe is that of its picture up to one factor, which makes the whole 4 pi. */
    @Test
    void theMapKeepsAreas() throws Exception {
        try (OpenView view = shown("map")) {
            List<Double> factors = new ArrayList<>();
            for (double longitude : new double[] {-170, -40, 3, 120}) {
                for (double latitude : new double[] {-89, -50, -1, 20, 70}) {
                    double step = 1e-4;
                    String at = "globe.project([" + longitude + ", " + latitude + "])";
                    double[] here = numbers(view.evaluate(at));
                    double[] east =
                            numbers(view.evaluate("globe.project([" + (longitude + step) + ", " + latitude + "])"));
                    double[] north =
                            numbers(view.evaluate("globe.project([" + longitude + ", " + (latitude + step) + "])"));
                    double area =
                            (east[0] - here[0]) * (north[1] - here[1]) - (east[1] - here[1]) * (north[0] - here[0]);
                    factors.add(area / (Math.pow(Math.toRadians(step), 2) * Math.cos(Math.toRadians(latitude))));
                }
            }
            factors.forEach(factor -> assertEquals(1, factor, 2e-4));
            // the width of the equator and the height of the map, as published
            assertEquals(2 * 2.70663, 2 * numbers(view.evaluate("globe.project([180, 0])"))[0], 1e-4);
            assertEquals(1.31737, numbers(view.evaluate("globe.project([0, 90])"))[1], 1e-4);
        }
    }

    @Test
    void linesAreCutAtTheDateLineAndFollowGreatCircles() throws Exception {
        try (OpenView view = shown("map")) {
            List<List<double[]>> pieces = lines(view.evaluate("globe.cut([[170, 10], [-160, 40]])"));
            assertEquals(2, pieces.size());
            assertEquals(180, pieces.get(0).get(1)[0]);
            assertEquals(20, pieces.get(0).get(1)[1], 1e-9);
            assertEquals(-180, pieces.get(1).get(0)[0]);
            assertEquals(
                    1,
                    lines(view.evaluate("globe.cut([[-170, 10], [0, 4], [170, 2]])"))
                            .size());
            List<double[]> overThePole = line(view.evaluate("globe.way([0, 80], [180, 80])"));
            assertEquals(90, overThePole.stream().mapToDouble(at -> at[1]).max().orElseThrow(), 1e-6);
            List<double[]> east = line(view.evaluate("globe.way([10, 0], [90, 0])"));
            east.forEach(at -> assertEquals(0, at[1], 1e-9));
            assertEquals(50, east.get(east.size() / 2)[0], 1e-6);
            // of pairs on opposite sides of the date line nothing runs across the map
            JsonArray drawn = view.evaluate(SERIES + "[0].data.map(({ coords }) => coords)")
                    .getAsJsonArray();
            assertTrue(drawn.size() > 120, drawn.size() + " pieces of 120 pairs");
            for (List<double[]> piece : lines(drawn)) {
                for (int i = 1; i < piece.size(); i++) {
                    double wide = Math.abs(piece.get(i)[0] - piece.get(i - 1)[0]);
                    assertTrue(wide < 2 || Math.abs(piece.get(i)[1]) > 1.2, "a piece " + wide + " wide");
                }
            }
        }
    }

    private static String marks(OpenView view, String circle) {
        return view.text("clock.marks(" + circle + ").map(([, name]) => name).join(' ')");
    }

    @Test
    void dialsNameWhatGoesRound() throws Exception {
        try (OpenView view = shown("clock")) {
            assertEquals(
                    "00:00 06:00 12:00 18:00", marks(view, "{ name: 'time', of: 'TIME', start: 0, period: 86400e9 }"));
            assertEquals("0 h 6 h 12 h 18 h", marks(view, "{ name: 'hour', of: 'DOUBLE', start: 0, period: 24 }"));
            assertEquals("1 2 3 4 5 6 7", marks(view, "{ name: 'day', of: 'INT', start: 1, period: 7 }"));
            assertEquals(
                    "1 2 3 4 5 6 7 8 9 10 11 12", marks(view, "{ name: 'month', of: 'INT', start: 1, period: 12 }"));
            assertEquals("N E S W", marks(view, "{ name: 'wind direction', of: 'INT', start: 0, period: 360 }"));
            assertEquals(
                    "0\u00b0 90\u00b0 -180\u00b0 -90\u00b0",
                    marks(view, "{ name: 'torsion', of: 'DOUBLE', start: -180, period: 360 }"));
            assertEquals(
                    "0 \u03c0/2 \u03c0 3\u03c0/2",
                    marks(view, "{ name: 'a', of: 'DOUBLE', start: 0, period: 2 * Math.PI }"));
        }
    }

    /** 23 o'clock to 1 is two hours, and half a turn may go either way. */
    @Test
    void valuesGoTheShortWay() throws Exception {
        try (OpenView view = shown("clock")) {
            String hours = "{ name: 'hour', of: 'DOUBLE', start: 0, period: 24 }";
            assertEquals(2, view.number("clock.shortest(" + hours + ", 23, 1)"), 1e-12);
            assertEquals(-2, view.number("clock.shortest(" + hours + ", 1, 23)"), 1e-12);
            assertEquals(-12, view.number("clock.shortest(" + hours + ", 0, 12)"), 1e-12);
            assertEquals(23.5, view.number("clock.within(" + hours + ", -0.5)"), 1e-12);
            List<List<double[]>> pieces =
                    lines(view.evaluate("clock.cut([" + hours + ", { start: 0, period: 360 }], [23, 350], [25, 370])"));
            // both axes end at the same time, halfway
            assertEquals(
                    2,
                    pieces.stream()
                            .filter(piece -> piece.get(0)[0] != piece.get(1)[0])
                            .count());
            for (List<double[]> piece : pieces) {
                for (double[] at : piece) {
                    assertTrue(at[0] >= 0 && at[0] <= 24 && at[1] >= 0 && at[1] <= 360);
                }
            }
            assertEquals(
                    1,
                    lines(view.evaluate("clock.cut([" + hours + ", {}], [3, 350], [25 - 20, 9000])"))
                            .size());
        }
    }

    /** The largest petal reaches the radius, one of a quarter of its values half of it. */
    @Test
    void petalsHaveTheAreasOfTheirShares() throws Exception {
        try (OpenView view = shown("clock")) {
            List<List<double[]>> petals = lines(
                    view.evaluate("clock.rose({ name: 'day', of: 'INT', start: 1, period: 7 }, [1, 1, 1, 1, 7], 0.8)"));
            assertEquals(7, petals.size());
            assertEquals(0.8, Math.hypot(petals.get(0).get(1)[0], petals.get(0).get(1)[1]), 1e-9);
            assertEquals(0.4, Math.hypot(petals.get(6).get(1)[0], petals.get(6).get(1)[1]), 1e-9);
            // the petal of 7 lies around the top
            double[] middle = petals.get(6).get(petals.get(6).size() / 2);
            assertTrue(middle[1] > 0.35 && Math.abs(middle[0]) < 0.1, middle[0] + ", " + middle[1]);
        }
    }

    @Test
    void pairsOnADialGoAtMostHalfATurn() throws Exception {
        try (OpenView view = shown("clock")) {
            assertEquals(120, view.number(SERIES + "[1].data.length"));
            for (List<double[]> way : lines(view.evaluate(SERIES + "[0].data.map(({ coords }) => coords)"))) {
                double turned = 0;
                for (int i = 1; i < way.size(); i++) {
                    double[] a = way.get(i - 1);
                    double[] b = way.get(i);
                    turned += Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);
                }
                assertTrue(Math.abs(turned) <= Math.PI + 1e-9, "a way of " + turned);
                double[] end = way.get(way.size() - 1);
                assertEquals(1, Math.hypot(end[0], end[1]), 1e-9);
            }
            view.evaluate("document.getElementById('chart').focus()");
            view.press("ArrowRight");
            assertEquals(List.of("Pair 1", "pick-up time: noise 00:00 to 00:00"), view.tooltip());
        }
        try (OpenView view = shown("map")) {
            assertTrue(view.text("document.getElementById('places').innerText").startsWith("The map keeps areas"));
            assertEquals(
                    "latitude / longitude",
                    view.text(
                            "['across', 'up'].map(id => document.getElementById(id).selectedOptions[0].textContent).join(' / ')"));
        }
    }

    private static List<List<double[]>> points(OpenView view) {
        return List.of(line(view.evaluate(SERIES + ".find(({ id }) => id === 'known').data.map(([x, y]) => [x, y])")));
    }

    /** Rows that go from 23 o'clock to 1 are at midnight halfway, and end on the outer ring. */
    @Test
    void rowsOnTheirWayPassMidnight() throws Exception {
        try (OpenView view = shown("hours")) {
            view.evaluate("document.getElementById('across').value = '0';"
                    + "document.getElementById('across').dispatchEvent(new Event('change'))");
            view.evaluate("document.getElementById('up').value = '1';"
                    + "document.getElementById('up').dispatchEvent(new Event('change'))");
            view.evaluate("document.getElementById('time').focus()");
            view.press("End");
            for (double[] at : points(view).get(0)) {
                assertEquals(1, Math.hypot(at[0], at[1]), 1e-3);
            }
            view.evaluate("document.getElementById('time').value = 500;"
                    + "document.getElementById('time').dispatchEvent(new Event('input'))");
            for (double[] at : points(view).get(0)) {
                assertTrue(at[1] > 0.74, "halfway at " + at[0] + ", " + at[1]);
            }
            assertEquals(List.of(), view.faults());
            assertTrue(view.text("document.getElementById('notes').textContent").startsWith("The first time"));
        }
    }

    @Test
    void rowsOnTheirWayAreShownOnTheMap() throws Exception {
        try (OpenView view = shown("positions")) {
            view.evaluate("document.getElementById('time').focus()");
            view.press("End");
            assertEquals(
                    "The map keeps areas (Equal Earth).", view.text("document.getElementById('notes').textContent"));
            double[] first = points(view).get(0).get(0);
            double[] expected = numbers(view.evaluate("globe.project([-170, 60])"));
            assertEquals(expected[0], first[0], 1e-3);
            assertEquals(expected[1], first[1], 1e-3);
            for (List<double[]> piece : lines(view.evaluate(
                    SERIES + ".find(({ id }) => id === 'trajectories').data.map(({ coords }) => coords)"))) {
                for (int i = 1; i < piece.size(); i++) {
                    assertTrue(Math.abs(piece.get(i)[0] - piece.get(i - 1)[0]) < 1, "across the map");
                }
            }
            assertEquals(List.of(), view.faults());
        }
    }
}
