// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page with its frames: what it looks like, what it says on its console, and hands to use it. */
public final class Tab implements AutoCloseable {
    private static final int SECONDS = 120;
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html",
            "css",
            "text/css",
            "js",
            "text/javascript",
            "svg",
            "image/svg+xml",
            "png",
            "image/png");

    private final Answers answers;
    private final Map<String, Integer> contexts = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String frame = "";
    private String lastFault = "nothing";
    private final DevTools tools;
    private final String target;
    private final String session;

    Tab(URI browser, Answers answers) {
        this.answers = answers;
        tools = new DevTools(browser, this::event);
        target = tools.call("", "Target.createTarget", json("url", "about:blank"))
                .get("targetId")
                .getAsString();
        session = tools.call("", "Target.attachToTarget", json("targetId", target, "flatten", true))
                .get("sessionId")
                .getAsString();
        for (String domain : List.of("Page", "Runtime", "Log", "Fetch")) {
            call(domain + ".enable");
        }
    }

    private void event(String name, JsonObject event) {
        switch (name) {
            case "Fetch.requestPaused" -> answer(event);
            case "Runtime.executionContextsCleared" -> contexts.clear();
            case "Runtime.executionContextCreated" -> {
                JsonObject context = event.getAsJsonObject("context");
                JsonObject more = context.getAsJsonObject("auxData");
                if (more.get("isDefault").getAsBoolean()) {
                    contexts.put(
                            more.get("frameId").getAsString(), context.get("id").getAsInt());
                }
            }
            case "Runtime.executionContextDestroyed" -> contexts.values()
                    .remove(event.get("executionContextId").getAsInt());
            case "Runtime.exceptionThrown" -> complaints.add(
                    event.getAsJsonObject("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert")
                        .contains(event.get("type").getAsString())) {
                    complaints.add(event.get("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                JsonObject entry = event.getAsJsonObject("entry");
                if (!entry.get("level").getAsString().equals("info")) {
                    complaints.add(entry.toString());
                }
            }
            default -> {}
        }
    }

    private void answer(JsonObject event) {
        String address = event.getAsJsonObject("request").get("url").getAsString();
        Optional<byte[]> found;
        try {
            found = answers.at(address);
        } catch (IOException e) {
            complaints.add(address + ": " + e);
            found = Optional.empty();
        }
        JsonArray headers = new JsonArray();
        String ending = address.replaceAll("[?#].*", "").replaceAll(".*\\.", "");
        headers.add(
                json("name", "Content-Type", "value", TYPES.getOrDefault(ending, "text/plain") + "; charset=utf-8"));
        tools.send(
                session,
                "Fetch.fulfillRequest",
                json(
                        "requestId",
                        event.get("requestId").getAsString(),
                        "responseCode",
                        found.isPresent() ? 200 : 404,
                        "responseHeaders",
                        headers,
                        "body",
                        Base64.getEncoder().encodeToString(found.orElse(new byte[0]))));
    }

    private JsonObject call(String method, Object... namesAndValues) {
        return tools.call(session, method, json(namesAndValues));
    }

    private static JsonObject json(Object... namesAndValues) {
        JsonObject json = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            Object value = namesAndValues[i + 1];
            if (value instanceof JsonElement element) {
                json.add(name, element);
            } else if (value instanceof Number number) {
                json.addProperty(name, number);
            } else if (value instanceof Boolean flag) {
                json.addProperty(name, flag);
            } else {
                json.addProperty(name, (String) value);
            }
        }
        return json;
    }

    public void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                false);
    }

    /** Whether the computer's own colours are dark, whether the page is on paper, and whether its user wants things to move. */
    public void media(boolean dark, boolean print, boolean motion) {
        JsonArray features = new JsonArray();
        features.add(json("name", "prefers-color-scheme", "value", dark ? "dark" : "light"));
        features.add(json("name", "prefers-reduced-motion", "value", motion ? "no-preference" : "reduce"));
        call("Emulation.setEmulatedMedia", "media", print ? "print" : "screen", "features", features);
    }

    /** @param deficiency "none", "deuteranopia", "protanopia", "tritanopia" or "achromatopsia" */
    public void vision(String deficiency) {
        call("Emulation.setEmulatedVisionDeficiency", "type", deficiency);
    }

    public void go(String address) {
        complaints.clear();
        call("Page.navigate", "url", address);
    }

    /**
     * The value of an expression in the innermost frame of the last {@link #await}, of a promise its outcome.
     *
     * @throws IllegalStateException when it fails or the frame is just loading
     */
    public JsonElement evaluate(String expression) {
        Integer context = contexts.get(frame);
        if (context == null) {
            throw new IllegalStateException("The frame is loading: " + expression);
        }
        JsonObject answer = call(
                "Runtime.evaluate",
                "expression",
                expression,
                "contextId",
                context,
                "awaitPromise",
                true,
                "returnByValue",
                true);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.getAsJsonObject("result").get("value");
    }

    private String innermost() {
        JsonObject tree = call("Page.getFrameTree").getAsJsonObject("frameTree");
        while (tree.has("childFrames")) {
            tree = tree.getAsJsonArray("childFrames").get(0).getAsJsonObject();
        }
        return tree.getAsJsonObject("frame").get("id").getAsString();
    }

    /** Waits until an expression is true in the innermost frame, whatever is loading until then. */
    public void await(String expression) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!holds(expression)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Still not true: " + expression + ". The console says " + complaints
                        + ", the browser " + lastFault);
            }
            Browser.pause();
        }
    }

    private boolean holds(String expression) {
        frame = innermost();
        try {
            return evaluate(expression).getAsBoolean();
        } catch (IllegalStateException loading) {
            lastFault = loading.getMessage();
            return false;
        }
    }

    public void point(double x, double y) {
        call("Input.dispatchMouseEvent", "type", "mouseMoved", "x", x, "y", y);
    }

    public void press(String key) {
        call("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "code", key);
        call("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "code", key);
    }

    /** @return a PNG */
    public byte[] picture() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot").get("data").getAsString());
    }

    /** @return errors and warnings on the console since the page was opened */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    @Override
    public void close() {
        tools.call("", "Target.closeTarget", json("targetId", target));
        tools.close();
    }
}
