// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Answers a page's calls: JSON-RPC 2.0 with positional parameters, to methods of one object or of several named ones. */
public final class RpcDataService extends AbstractDataService {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ONLY = "";

    private final Map<String, Object> handlers;

    private RpcDataService(RpcDataServiceBuilder builder) {
        super(builder);
        handlers = Map.copyOf(builder.handlers);
    }

    /** Starts a service of several named objects; the page calls "name.method". */
    public static RpcDataServiceBuilder builder() {
        return new RpcDataServiceBuilder();
    }

    /** Starts a service of one object; the page calls "method". */
    public static <S> RpcDataServiceBuilder builder(S handler) {
        return new RpcDataServiceBuilder().addService(ONLY, handler);
    }

    /** @return the answer, a result or an error */
    public String handleRpcRequest(String request) {
        ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        try {
            JsonNode call = MAPPER.readTree(request);
            answer.set("id", call.path("id"));
            answer.set("result", invoke(call.path("method").asText(), call.path("params")));
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

    private JsonNode invoke(String name, JsonNode parameters)
            throws ReflectiveOperationException, JsonProcessingException {
        int dot = name.lastIndexOf('.');
        Object handler = handlers.get(dot < 0 ? ONLY : name.substring(0, dot));
        Method method = Stream.ofNullable(handler)
                .flatMap(object -> Stream.of(object.getClass().getMethods()))
                .filter(m -> m.getName().equals(name.substring(dot + 1)) && m.getParameterCount() == parameters.size())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(name));
        method.setAccessible(true);
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = MAPPER.treeToValue(parameters.get(i), method.getParameterTypes()[i]);
        }
        return MAPPER.valueToTree(method.invoke(handler, arguments));
    }

    /** Builds the service. */
    public static final class RpcDataServiceBuilder extends AbstractDataServiceBuilder {

        private final Map<String, Object> handlers = new LinkedHashMap<>();

        private RpcDataServiceBuilder() {}

        public RpcDataServiceBuilder addService(String name, Object handler) {
            handlers.put(name, handler);
            return this;
        }

        public RpcDataService build() {
            return new RpcDataService(this);
        }
    }
}
