// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.browser.Browser;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.view.OpenView.Size;
import org.flowmatch.knime.view.ViewHost.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view with real data, with none, with an error, with little and with much, from small to large, light and dark: no
 * complaint on the console, texts that can be read. With {@code -Dflowmatch.pictures=DIR} it leaves a picture of each, and of real
 * data the whole page as colour-blind people see it and as it is printed.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ViewsTest {
    private static final List<Size> SIZES =
            List.of(new Size(700, 500), new Size(300, 320), new Size(2000, 1200), new Size(1200, 260));

    private static final List<String> VISIONS =
            List.of("none", "deuteranopia", "protanopia", "tritanopia", "achromatopsia");

    /** Widths of a whole page: in a window, and of A4 paper less its margins at 96 dots per inch. */
    private static final int WHOLE = 1000;

    private static final int PAPER = 718;

    /** Where the build hands over no folder: an empty setting would arrive as "null", a folder of that name. */
    private static final String NOWHERE = "none";

    private static final String PICTURES = System.getProperty("flowmatch.pictures", NOWHERE);

    @TempDir
    Path folder;

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

    static List<ViewCase> made() {
        return Stream.of(MadeData.cases(), MadeFlow.cases(), MadeRound.cases())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("made")
    void canBeReadAtEverySizeInBothSchemes(ViewCase shown) throws Exception {
        check(shown);
    }

    @Test
    void realDataCanBeReadAtEverySizeInBothSchemes() throws Exception {
        for (ViewCase real : RealData.cases(new NodeBench(folder))) {
            check(real);
            if (!PICTURES.equals(NOWHERE)) {
                saveForOthers(real);
            }
        }
    }

    /** The picture that the README shows: rows of one table on their way to another. */
    @Test
    void aFrameOfAFlowIsTaken() throws Exception {
        ViewCase moons = RealData.moons(new NodeBench(folder));
        try (OpenView view = new OpenView(browser, new ViewHost(moons.view().page(), moons.answer()))) {
            view.show(Window.CLOSED, false, new Size(720, 560));
            view.evaluate("document.getElementById('time').focus()");
            view.press("Home");
            for (int time = 0; time < 33; time++) {
                view.press("ArrowRight");
            }
            assertEquals("t = 0.84", view.text("document.getElementById('now').textContent"));
            assertEquals(List.of(), view.faults());
            view.evaluate("document.activeElement.blur()");
            save("flow-of-gaussians-to-moons", view);
        }
    }

    private void check(ViewCase shown) throws Exception {
        List<String> faults = new ArrayList<>();
        try (OpenView view = new OpenView(browser, new ViewHost(shown.view().page(), shown.answer()))) {
            for (Window window : List.of(Window.CLOSED, Window.DARK)) {
                assertEquals(
                        shown.state(), view.show(window, false, SIZES.get(0)), view.text("document.body.innerText"));
                for (Size size : SIZES) {
                    view.resize(size);
                    String where = size + (window == Window.DARK ? "-dark" : "-light");
                    view.faults().forEach(fault -> faults.add(where + ": " + fault));
                    save(shown + "-" + where, view);
                    if (shown.state().equals("ready")) {
                        assertTrue(
                                view.plotHeight() >= 100, where + " leaves a plot " + view.plotHeight() + " px high");
                    }
                }
            }
        }
        assertEquals(List.of(), faults, shown.toString());
    }

    /** The whole page as others see it: with each colour blindness, and on paper. */
    private void saveForOthers(ViewCase shown) throws Exception {
        try (OpenView view = new OpenView(browser, new ViewHost(shown.view().page(), shown.answer()))) {
            view.show(Window.CLOSED, false, SIZES.get(0));
            for (String vision : VISIONS) {
                view.vision(vision);
                view.resizeToWhole(WHOLE);
                save(shown + "-whole-" + vision, view);
            }
            view.vision(VISIONS.get(0));
            view.media(false, true);
            view.resizeToWhole(PAPER);
            save(shown + "-whole-print", view);
        }
    }

    private static void save(String name, OpenView view) throws IOException {
        if (!PICTURES.equals(NOWHERE)) {
            Files.write(Files.createDirectories(Path.of(PICTURES)).resolve(name + ".png"), view.picture());
        }
    }
}
