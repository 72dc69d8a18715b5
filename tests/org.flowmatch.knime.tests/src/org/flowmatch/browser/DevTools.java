// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A connection to a browser by the DevTools protocol: commands with their answers, and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final int SECONDS = 120;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();
    private final BiConsumer<String, JsonObject> events;
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    /** @param events takes name and parameters of each event, on the connection's thread, and must not wait for an answer */
    DevTools(URI address, BiConsumer<String, JsonObject> events) {
        this.events = events;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .join();
    }

    /** Sends a command of a session, of the browser itself when that is empty, without waiting. */
    synchronized CompletableFuture<JsonObject> send(String session, String method, JsonObject parameters) {
        int id = ids.incrementAndGet();
        JsonObject command = new JsonObject();
        command.addProperty("id", id);
        command.addProperty("method", method);
        command.add("params", parameters);
        if (!session.isEmpty()) {
            command.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        open.put(id, answer);
        socket.sendText(command.toString(), true).join();
        return answer;
    }

    /** @throws IllegalStateException when the browser refuses the command or does not answer */
    JsonObject call(String session, String method, JsonObject parameters) {
        try {
            return send(session, method, parameters)
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(method + " failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
            text.setLength(0);
            receive(message);
        }
        from.request(1);
        return null;
    }

    private void receive(JsonObject message) {
        if (!message.has("id")) {
            events.accept(message.get("method").getAsString(), message.getAsJsonObject("params"));
            return;
        }
        CompletableFuture<JsonObject> answer = open.remove(message.get("id").getAsInt());
        if (message.has("error")) {
            answer.completeExceptionally(
                    new IllegalStateException(message.get("error").toString()));
        } else {
            answer.complete(message.getAsJsonObject("result"));
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
