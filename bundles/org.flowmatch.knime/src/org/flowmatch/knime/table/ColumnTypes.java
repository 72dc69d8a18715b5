// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.NodeLogger;

/**
 * The KNIME types with which columns came, as specs of ports store them: each type once, with its columns. A type that is not
 * installed where the spec is read keeps its name and is lost otherwise.
 */
public record ColumnTypes(List<StoredType> types) {
    /** Of a spec that stores none: of columns of numbers that a flow had before there were others. */
    public static final ColumnTypes UNKNOWN = new ColumnTypes(List.of());

    private static final String KEY = "type";
    private static final NodeLogger LOGGER = NodeLogger.getLogger(ColumnTypes.class);

    /**
     * A type and the columns that have it.
     *
     * @param name that users see
     * @param content KNIME's own form of the type, as XML
     */
    public record StoredType(String name, String content, List<String> columns) {
        public StoredType {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(content, "content");
            columns = List.copyOf(columns);
        }
    }

    public ColumnTypes {
        types = List.copyOf(types);
    }

    /** Of the columns of these names; names that are not there are left out. */
    public static ColumnTypes of(DataTableSpec spec, Set<String> names) {
        Map<DataType, List<String>> columns = new LinkedHashMap<>();
        for (DataColumnSpec column : spec) {
            if (names.contains(column.getName())) {
                columns.computeIfAbsent(column.getType(), type -> new ArrayList<>())
                        .add(column.getName());
            }
        }
        return new ColumnTypes(columns.entrySet().stream()
                .map(entry -> new StoredType(entry.getKey().getName(), xml(entry.getKey()), entry.getValue()))
                .toList());
    }

    /** The type of each column that is stored here and whose type is installed. */
    public Map<String, DataType> installed() {
        Map<String, DataType> installed = new LinkedHashMap<>();
        for (StoredType stored : types) {
            type(stored.content()).ifPresent(type -> stored.columns().forEach(column -> installed.put(column, type)));
        }
        return installed;
    }

    /** The name of the type of each column that is stored here. */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (StoredType stored : types) {
            stored.columns().forEach(column -> names.put(column, stored.name()));
        }
        return names;
    }

    private static String xml(DataType type) {
        ModelContent content = new ModelContent(KEY);
        type.save(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.saveToXML(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Optional<DataType> type(String xml) {
        try {
            return Optional.of(DataType.load(
                    ModelContent.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))));
        } catch (IOException | InvalidSettingsException e) {
            LOGGER.debug("a type is not installed", e);
            return Optional.empty();
        }
    }
}
