// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.node.DefaultView.ViewInput;

/** What passes between a node and its page, as JSON text. */
final class ViewJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ViewJson() {}

    /**
     * @return {"result": ..} or {"internalError": {"message": ..}}; text that is itself JSON goes in as such, other text
     *     as a string
     */
    static <D> String initialData(Supplier<D> data, Optional<Serializer<D>> serializer) {
        ObjectNode root = MAPPER.createObjectNode();
        try {
            D value = data.get();
            String text = serializer.isPresent()
                    ? serializer.get().serialize(value)
                    : value instanceof String string ? string : MAPPER.writeValueAsString(value);
            root.set("result", parsed(text));
        } catch (IOException | RuntimeException problem) {
            root.putObject("internalError")
                    .put("typeName", problem.getClass().getName())
                    .put("message", problem.getMessage());
        }
        return root.toString();
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException plainText) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }

    /** Answers a JSON-RPC 2.0 request with positional parameters. */
    static String call(Map<String, Function<ViewInput, Object>> handlers, ViewInput input, String request) {
        ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        try {
            JsonNode call = MAPPER.readTree(request);
            answer.set("id", call.path("id"));
            String name = call.path("method").asText();
            int dot = name.lastIndexOf('.');
            Function<ViewInput, Object> handler = handlers.get(dot < 0 ? "" : name.substring(0, dot));
            if (handler == null) {
                throw new NoSuchMethodException(name);
            }
            answer.set("result", invoke(handler.apply(input), name.substring(dot + 1), call.path("params")));
        } catch (InvocationTargetException problem) {
            error(answer, problem.getCause());
        } catch (IOException | ReflectiveOperationException problem) {
            error(answer, problem);
        }
        return answer.toString();
    }

    private static void error(ObjectNode answer, Throwable problem) {
        answer.putObject("error").put("code", -32000).put("message", String.valueOf(problem.getMessage()));
    }

    private static JsonNode invoke(Object target, String name, JsonNode parameters)
            throws ReflectiveOperationException, JsonProcessingException {
        Method method = Stream.of(target.getClass().getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters.size())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
        method.setAccessible(true);
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = MAPPER.treeToValue(parameters.get(i), method.getParameterTypes()[i]);
        }
        return MAPPER.valueToTree(method.invoke(target, arguments));
    }
}
