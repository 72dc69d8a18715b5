// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Gives a page the data it starts with.
 *
 * @param <D> the data
 */
public final class InitialDataService<D> extends AbstractDataService {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<D> data;
    private final Serializer<D> serializer;

    private InitialDataService(InitialDataServiceBuilder<D> builder) {
        super(builder);
        data = builder.data;
        serializer = builder.serializer;
    }

    public static <D> InitialDataServiceBuilder<D> builder(Supplier<D> dataSupplier) {
        return new InitialDataServiceBuilder<>(dataSupplier);
    }

    /**
     * @return JSON text: {"result": ..} or {"internalError": {"typeName": .., "message": ..}}. Serialised text that is
     *     itself JSON goes in as such, other text as a string
     */
    public String getInitialData() {
        ObjectNode root = MAPPER.createObjectNode();
        try {
            root.set("result", parsed(serializer.serialize(data.get())));
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
        } catch (
                @SuppressWarnings("unused")
                JsonProcessingException plainText) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }

    /**
     * Turns initial data into text, JSON or not.
     *
     * @param <D> the data
     */
    public interface Serializer<D> {

        String serialize(D data) throws IOException;
    }

    /**
     * Builds the service; without a serializer texts stay as they are and other objects become JSON as Jackson makes it.
     *
     * @param <D> the data
     */
    public static final class InitialDataServiceBuilder<D> extends AbstractDataServiceBuilder {

        private final Supplier<D> data;
        private Serializer<D> serializer =
                value -> value instanceof String text ? text : MAPPER.writeValueAsString(value);

        private InitialDataServiceBuilder(Supplier<D> data) {
            this.data = data;
        }

        public InitialDataServiceBuilder<D> serializer(Serializer<D> own) {
            serializer = own;
            return this;
        }

        public InitialDataService<D> build() {
            return new InitialDataService<>(this);
        }
    }
}
