// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.Persistable;

/** Finds how a type is stored. */
final class ValueStores {

    private static final Map<Class<?>, ValueStore> SIMPLE = new HashMap<>();

    static {
        add(Integer.class, NodeSettingsRO::getInt, (v, s, k) -> s.addInt(k, v), 0);
        add(Long.class, NodeSettingsRO::getLong, (v, s, k) -> s.addLong(k, v), 0L);
        add(Double.class, NodeSettingsRO::getDouble, (v, s, k) -> s.addDouble(k, v), 0.0);
        add(Float.class, NodeSettingsRO::getFloat, (v, s, k) -> s.addFloat(k, v), 0f);
        add(Boolean.class, NodeSettingsRO::getBoolean, (v, s, k) -> s.addBoolean(k, v), false);
        add(String.class, NodeSettingsRO::getString, (v, s, k) -> s.addString(k, v), null);
        add(int[].class, NodeSettingsRO::getIntArray, (v, s, k) -> s.addIntArray(k, v), new int[0]);
        add(long[].class, NodeSettingsRO::getLongArray, (v, s, k) -> s.addLongArray(k, v), new long[0]);
        add(double[].class, NodeSettingsRO::getDoubleArray, (v, s, k) -> s.addDoubleArray(k, v), new double[0]);
        add(boolean[].class, NodeSettingsRO::getBooleanArray, (v, s, k) -> s.addBooleanArray(k, v), new boolean[0]);
        add(String[].class, ValueStores::texts, (v, s, k) -> s.addStringArray(k, v), new String[0]);
        add(Void.class, (s, k) -> null, (v, s, k) -> {}, null);
    }

    private ValueStores() {}

    /** No dialog stores a list of texts, or a text of one, as null; what takes the list would fail on it. */
    private static String[] texts(NodeSettingsRO settings, String key) throws InvalidSettingsException {
        String[] texts = settings.getStringArray(key);
        if (texts == null || Stream.of(texts).anyMatch(Objects::isNull)) {
            throw new InvalidSettingsException("The list of texts \"" + key + "\" has "
                    + (texts == null ? "no array-size." : "an element without a value (isnull)."));
        }
        return texts;
    }

    private interface Loader<T> {
        T load(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    private interface Saver<T> {
        void save(T value, NodeSettingsWO settings, String key);
    }

    private record Simple<T>(Class<T> type, Loader<T> loader, Saver<T> saver, T empty) implements ValueStore {

        @Override
        public void save(Object value, NodeSettingsWO settings, String key) {
            saver.save(type.cast(value), settings, key);
        }

        @Override
        public void saveEmpty(NodeSettingsWO settings, String key) {
            saver.save(empty, settings, key);
        }

        @Override
        public Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            return loader.load(settings, key);
        }
    }

    private static <T> void add(Class<T> type, Loader<T> loader, Saver<T> saver, T empty) {
        SIMPLE.put(type, new Simple<>(type, loader, saver, empty));
    }

    /**
     * @param enumMayBeNull whether null is a value of an enum field
     * @throws IllegalArgumentException when the type cannot be stored
     */
    static ValueStore of(JavaType type, boolean enumMayBeNull) {
        Class<?> raw = type.getRawClass();
        if (Optional.class.equals(raw)) {
            return new OptionalStore(of(type.containedType(0), enumMayBeNull));
        }
        if (Persistable.class.isAssignableFrom(raw) && !raw.isEnum()) {
            return new NestedStore(new GroupStore(type));
        }
        if ((type.isArrayType() || type.isCollectionLikeType())
                && Persistable.class.isAssignableFrom(type.getContentType().getRawClass())) {
            return new GroupsStore(raw, type.getContentType());
        }
        if (raw.isEnum()) {
            return new EnumStore(raw, enumMayBeNull);
        }
        ValueStore simple = SIMPLE.get(raw.isPrimitive() ? box(raw) : raw);
        if (simple == null) {
            throw new IllegalArgumentException("The stand-in cannot store a field of " + type.toCanonical());
        }
        return simple;
    }

    private static Class<?> box(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0).getClass();
    }

    /** An entry or config for the value, and "key_is_present", which counts as true when absent. */
    private record OptionalStore(ValueStore value) implements ValueStore {

        private static String presence(String key) {
            return key + "_is_present";
        }

        @Override
        public void save(Object optional, NodeSettingsWO settings, String key) {
            Optional<?> content = (Optional<?>) optional;
            if (content.isPresent()) {
                value.save(content.get(), settings, key);
            } else {
                value.saveEmpty(settings, key);
            }
            settings.addBoolean(presence(key), content.isPresent());
        }

        @Override
        public void saveEmpty(NodeSettingsWO settings, String key) {
            save(Optional.empty(), settings, key);
        }

        @Override
        public Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            return settings.getBoolean(presence(key), true)
                    ? Optional.ofNullable(value.load(settings, key))
                    : Optional.empty();
        }
    }

    /** The constant's name. */
    private record EnumStore(Class<?> type, boolean mayBeNull) implements ValueStore {

        @Override
        public void save(Object value, NodeSettingsWO settings, String key) {
            settings.addString(key, value == null ? null : ((Enum<?>) value).name());
        }

        @Override
        public void saveEmpty(NodeSettingsWO settings, String key) {
            settings.addString(key, null);
        }

        @Override
        public Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            String name = settings.getString(key);
            if (name == null && mayBeNull) {
                return null;
            }
            List<String> names = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                names.add(((Enum<?>) constant).name());
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new InvalidSettingsException(
                    "Invalid value '" + name + "' for key '" + key + "'. Possible values: " + String.join(", ", names));
        }
    }

    /** A config of the group's fields. */
    private record NestedStore(GroupStore group) implements ValueStore {

        @Override
        public void save(Object value, NodeSettingsWO settings, String key) {
            group.save(value, settings.addNodeSettings(key));
        }

        @Override
        public void saveEmpty(NodeSettingsWO settings, String key) {
            throw new IllegalArgumentException("the group '" + key + "' cannot be optional");
        }

        @Override
        public Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            return group.load(settings.getNodeSettings(key));
        }
    }

    /** Configs "0", "1", ... in a config, without "array-size". */
    private record GroupsStore(Class<?> container, JavaType element) implements ValueStore {

        @Override
        public void save(Object value, NodeSettingsWO settings, String key) {
            NodeSettingsWO config = settings.addNodeSettings(key);
            List<Object> groups = value instanceof Collection<?> list
                    ? List.copyOf(list)
                    : Stream.of((Object[]) value).toList();
            for (int i = 0; i < groups.size(); i++) {
                new GroupStore(element).save(groups.get(i), config.addNodeSettings(Integer.toString(i)));
            }
        }

        @Override
        public void saveEmpty(NodeSettingsWO settings, String key) {
            throw new IllegalArgumentException("the groups '" + key + "' cannot be optional");
        }

        @Override
        public Object load(NodeSettingsRO settings, String key) throws InvalidSettingsException {
            NodeSettingsRO config = settings.getNodeSettings(key);
            int size = (int)
                    config.keySet().stream().filter(k -> k.matches("\\d+")).count();
            List<Object> groups = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                groups.add(new GroupStore(element).load(config.getNodeSettings(Integer.toString(i))));
            }
            return container.isArray()
                    ? groups.toArray((Object[]) Array.newInstance(element.getRawClass(), size))
                    : groups;
        }
    }
}
