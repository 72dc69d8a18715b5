// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.browser.Browser;
import org.flowmatch.browser.Tab;
import org.flowmatch.knime.view.ViewHost.Window;

/** The page of a view in a browser. */
final class OpenView implements AutoCloseable {
    /** Width and height of what a user sees, in pixels. */
    record Size(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    private final ViewHost host;
    private final Tab tab;

    OpenView(Browser browser, ViewHost host) {
        this.host = host;
        tab = browser.open(host);
    }

    /** Loads the page and waits for what it shows: "ready", "empty" or "error". */
    String show(Window window, boolean darkComputer, Size size) {
        return show(window, darkComputer, size, false);
    }

    /** @param motion whether the user wants things to move */
    String show(Window window, boolean darkComputer, Size size, boolean motion) {
        tab.resize(size.width(), size.height());
        tab.media(darkComputer, false, motion);
        tab.go(host.address(window));
        tab.await("['ready', 'empty', 'error'].includes(document.documentElement?.dataset.state)");
        settle();
        return text("document.documentElement.dataset.state");
    }

    void resize(Size size) {
        tab.resize(size.width(), size.height());
        settle();
    }

    void media(boolean darkComputer, boolean print) {
        tab.media(darkComputer, print, false);
        settle();
    }

    /** As someone sees it whose eyes lack a kind of cone, or all. */
    void vision(String deficiency) {
        tab.vision(deficiency);
        settle();
    }

    /** As high as the page is, so that all of it is seen. */
    void resizeToWhole(int width) {
        resize(new Size(width, 600));
        resize(new Size(width, Math.max(600, (int) Math.ceil(number("document.body.scrollHeight")))));
    }

    /** Two frames later what was asked for is drawn. */
    private void settle() {
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))");
    }

    void point(double x, double y) {
        tab.point(x, y);
        settle();
    }

    void press(String key) {
        tab.press(key);
        settle();
    }

    JsonElement evaluate(String expression) {
        return tab.evaluate(expression);
    }

    String text(String expression) {
        return evaluate(expression).getAsString();
    }

    double number(String expression) {
        return evaluate(expression).getAsDouble();
    }

    /** Errors on the console. */
    List<String> complaints() {
        return tab.complaints();
    }

    /** Errors on the console and what is wrong with the texts, at the top of the page and at its end. */
    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>(tab.complaints());
        String audit = audit();
        evaluate(audit).getAsJsonArray().forEach(fault -> faults.add(fault.getAsString()));
        if (evaluate("document.body.scrollHeight > document.body.clientHeight").getAsBoolean()) {
            evaluate("document.body.scrollTop = document.body.scrollHeight");
            evaluate(audit).getAsJsonArray().forEach(fault -> faults.add(fault.getAsString()));
            evaluate("document.body.scrollTop = 0");
        }
        return faults.stream().distinct().toList();
    }

    /** A script whose value is what is wrong with the texts of a page. */
    static String audit() throws IOException {
        try (InputStream in = OpenView.class.getResourceAsStream("texts.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Height of the area between the axes of the first chart, in pixels. */
    double plotHeight() {
        return number(
                "[...document.querySelectorAll('.chart')].map(chart => echarts.getInstanceByDom(chart)).find(chart => chart)"
                        + ".getModel().getComponent('grid').coordinateSystem.getRect().height");
    }

    /** What the tooltip of the chart says, line by line; empty when there is none. */
    List<String> tooltip() {
        String text = text(
                "[...document.querySelectorAll('#chart > div')].map(part => part.style.visibility !== 'hidden'"
                        + " && part.style.opacity !== '0' && part.querySelector('strong') ? part.innerText : '').join('')");
        return text.isBlank()
                ? List.of()
                : text.lines().filter(line -> !line.isBlank()).toList();
    }

    byte[] picture() {
        return tab.picture();
    }

    @Override
    public void close() {
        tab.close();
    }
}
