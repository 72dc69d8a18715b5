// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.flowmatch.browser.Answers;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Resource;

/**
 * KNIME as the page of a view sees it: a window around the page that answers its requests, and the page's files, of which there
 * are only those that the node added.
 *
 * @param page what the node shows
 * @param answer of the view's data service, as JSON: a result or an error
 */
record ViewHost(Page page, String answer) implements Answers {
    /** Where the pages of views lie. */
    static final String VIEWS = "https://org.knime.core.ui.view";

    private static final String APPLICATION = "https://org.knime.ui.java";
    private static final String FILES = VIEWS + "/page/";
    private static final String SAVED = VIEWS + "/saved/";

    /** Who shows a page, and so says what colours it has. */
    enum Window {
        /** KNIME 5.8: another origin, of which a page can read nothing. */
        CLOSED(APPLICATION + "/index.html"),
        /** A window of the page's own origin that is dark, as the newest KNIME can be. */
        DARK(VIEWS + "/dark.html"),
        /** One that follows the computer. */
        EITHER(VIEWS + "/light%20dark.html"),
        /** None: the page was saved, with its data. */
        NONE(SAVED);

        private final String address;

        Window(String address) {
            this.address = address;
        }
    }

    String address(Window window) {
        return window == Window.NONE ? window.address + page.getRelativePath() : window.address;
    }

    @Override
    public Optional<byte[]> at(String address) throws IOException {
        for (Window window : Window.values()) {
            if (window != Window.NONE && address.equals(window.address)) {
                String scheme = window == Window.CLOSED
                        ? "light"
                        : address.replaceAll(".*/|\\.html", "").replace("%20", " ");
                return Optional.of(window(scheme).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (address.endsWith("/favicon.ico")) {
            return Optional.of(new byte[0]);
        }
        String file = address.replaceAll("^(" + FILES + "|" + SAVED + ")", "");
        Optional<Resource> resource = file.equals(page.getRelativePath()) ? Optional.of(page) : page.getResource(file);
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = resource.get().getInputStream()) {
            byte[] content = in.readAllBytes();
            return Optional.of(resource.get() == page && address.startsWith(SAVED) ? withData(content) : content);
        }
    }

    private byte[] withData(byte[] html) {
        String result = answer.replaceFirst("^\\{\"result\":(.*)}$", "$1").replace("<", "\\u003c");
        String data = "<body><script id=\"data\" type=\"application/json\">" + result + "</script>";
        return new String(html, StandardCharsets.UTF_8).replace("<body>", data).getBytes(StandardCharsets.UTF_8);
    }

    private String window(String scheme) {
        return """
                <!DOCTYPE html>
                <html style="color-scheme: %s">
                <meta charset="utf-8">
                <title>KNIME</title>
                <body style="margin: 0">
                <script>
                  const answers = {
                    getConfig: { nodeId: "root:1", projectId: "p", workflowId: "root", extensionType: "view" },
                    callNodeDataService: %s,
                  };
                  window.addEventListener("message", ({ source, data }) => {
                    if (data?.type === "UIExtensionRequest") {
                      const { requestId, payload } = data;
                      source.postMessage({ type: "UIExtensionResponse", requestId, payload: answers[payload.method] }, "*");
                    }
                  });
                </script>
                <iframe src="%s"
                  style="display: block; width: 100vw; height: 100vh; border: none"></iframe>
                """
                .formatted(scheme, new Gson().toJson(new JsonPrimitive(answer)), FILES + page.getRelativePath());
    }
}
