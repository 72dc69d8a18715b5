// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A view and what it is given.
 *
 * @param answer of its data service
 * @param state that the page is to be in: ready, empty or error
 */
record ViewCase(View view, String name, String answer, String state) {
    static ViewCase ready(View view, String name, JsonElement data) {
        return new ViewCase(view, name, result(data), "ready");
    }

    static ViewCase empty(View view, JsonElement data) {
        return new ViewCase(view, "empty", result(data), "empty");
    }

    /** Of a failure in the node's own code, as KNIME tells it. */
    static ViewCase error(View view) {
        JsonObject error = new JsonObject();
        error.addProperty(
                "message", "The internal table of the node \"Learner <3>\" cannot be read: it ends too early.");
        JsonObject answer = new JsonObject();
        answer.add("internalError", error);
        return new ViewCase(view, "error", answer.toString(), "error");
    }

    private static String result(JsonElement data) {
        JsonObject answer = new JsonObject();
        answer.add("result", data);
        return answer.toString();
    }

    @Override
    public String toString() {
        return (view + "-" + name).toLowerCase(java.util.Locale.ROOT);
    }
}
