// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;

/**
 * Records to JSON and back, strictly: a record is an object with one field per component, no more is read and nothing
 * may be missing but what has a {@link JsonDefault}. Components are int, long, double, boolean, String, enums (by
 * name), {@link JsonText texts}, records, lists, optional values (empty is null), JSON objects, and interfaces whose members are told apart by
 * the field {@code type}: a {@link JsonFamily} given here, or a sealed interface, whose records are named by their
 * {@link JsonName} or else by their class name in lower case with underscores. Components of a {@link JsonSpread} stand
 * among the fields of their record.
 *
 * <p>A {@link FlowException} names the field by its path, such as {@code network.widths[2]}, when it is missing, of
 * another type, not finite, unknown, or refused by the record's own constructor.
 */
public final class JsonRecords {
    /** The field that tells the members of a family apart. */
    public static final String TYPE = "type";

    private final Families families;
    private final Map<Class<?>, JsonSpread<?>> spreads;

    /**
     * @param families the open families that occur among the components
     * @param spreads the types of components that have no object of their own
     */
    public JsonRecords(List<JsonFamily<?>> families, List<JsonSpread<?>> spreads) {
        this.families = new Families(families);
        this.spreads = spreads.stream().collect(Collectors.toMap(JsonSpread::type, Function.identity()));
    }

    /** @param families the open families that occur among the components */
    public JsonRecords(List<JsonFamily<?>> families) {
        this(families, List.of());
    }

    public JsonRecords() {
        this(List.of());
    }

    /** @throws FlowException when a number is not finite */
    public JsonObject write(Record value) {
        return writeRecord(value, "");
    }

    /** Writes a value as a component of the declared type would be: with its {@code type} when that is a family. */
    public <T> JsonElement write(Class<T> declared, T value) {
        return write(declared, value, declared.getSimpleName());
    }

    private JsonElement write(Type declared, Object value, String where) {
        if (value instanceof Double number) {
            return new JsonPrimitive(finite(number, where));
        } else if (value instanceof Number number) {
            return new JsonPrimitive(number);
        } else if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        } else if (value instanceof String text) {
            return new JsonPrimitive(text);
        } else if (value instanceof JsonText text) {
            return new JsonPrimitive(text.text());
        } else if (value instanceof Enum<?> constant) {
            return new JsonPrimitive(constant.name());
        } else if (value instanceof JsonElement json) {
            return json.deepCopy();
        } else if (value instanceof OptionalDouble optional) {
            return optional.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(finite(optional.getAsDouble(), where));
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? JsonNull.INSTANCE : write(argument(declared), optional.get(), where);
        } else if (value instanceof List<?> list) {
            JsonArray array = new JsonArray(list.size());
            for (Object element : list) {
                array.add(write(argument(declared), element, where + "[" + array.size() + "]"));
            }
            return array;
        } else if (value instanceof Record record) {
            JsonObject object = writeRecord(record, where);
            if (families.isFamily(declared)) {
                JsonObject named = new JsonObject();
                named.addProperty(TYPE, families.nameOf(declared, record.getClass()));
                object.entrySet().forEach(field -> named.add(field.getKey(), field.getValue()));
                return named;
            }
            return object;
        }
        throw new IllegalArgumentException(where + " has a value that JSON records cannot hold: " + value);
    }

    private JsonObject writeRecord(Record record, String where) {
        JsonObject object = new JsonObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String field = where.isEmpty() ? component.getName() : where + "." + component.getName();
            try {
                Method accessor = component.getAccessor();
                // records of other packages may be theirs alone
                accessor.setAccessible(true);
                Object value = accessor.invoke(record);
                JsonSpread<?> spread = spreads.get(component.getType());
                if (spread != null) {
                    spread(spread, value).entrySet().forEach(entry -> object.add(entry.getKey(), entry.getValue()));
                    continue;
                }
                JsonElement json = write(component.getGenericType(), value, field);
                if (!omitted(component, json)) {
                    object.add(component.getName(), json);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(field + " cannot be read from its record", e);
            }
        }
        return object;
    }

    private static <T> JsonObject spread(JsonSpread<T> spread, Object value) {
        return spread.write(spread.type().cast(value));
    }

    private static boolean omitted(RecordComponent component, JsonElement json) {
        JsonDefault missing = component.getAnnotation(JsonDefault.class);
        return missing != null && missing.omitted() && json.equals(JsonParser.parseString(missing.value()));
    }

    /**
     * @param json the JSON of a record, or of a family's member
     * @param type the record or the family's interface
     * @param where how messages call the value, for instance {@code path}
     */
    public <T> T read(JsonElement json, Class<T> type, String where) {
        return type.cast(read(json, (Type) type, where));
    }

    private Object read(JsonElement json, Type declared, String where) {
        if (declared instanceof ParameterizedType generic) {
            if (generic.getRawType() == Optional.class) {
                return json.isJsonNull() ? Optional.empty() : Optional.of(read(json, argument(declared), where));
            } else if (generic.getRawType() == List.class) {
                List<Object> list = new ArrayList<>();
                for (JsonElement element : JsonFields.array(json, where)) {
                    list.add(read(element, argument(declared), where + "[" + list.size() + "]"));
                }
                return list;
            }
        } else if (declared instanceof Class<?> type) {
            if (families.isFamily(type)) {
                JsonObject object = JsonFields.object(json, where);
                String name = JsonFields.text(JsonFields.field(object, TYPE, where), where + "." + TYPE);
                return readRecord(object, families.member(type, name, where), where, true);
            } else if (type.isRecord()) {
                return readRecord(JsonFields.object(json, where), type, where, false);
            } else if (JsonText.class.isAssignableFrom(type)) {
                Object[] text = {JsonFields.text(json, where), where};
                return construct(type, new Class<?>[] {String.class, String.class}, text, where);
            } else if (type == OptionalDouble.class) {
                return json.isJsonNull() ? OptionalDouble.empty() : OptionalDouble.of(JsonFields.number(json, where));
            }
            return JsonFields.simple(json, type, where);
        }
        throw new IllegalArgumentException(where + " has a type that JSON records cannot hold: " + declared);
    }

    private Object readRecord(JsonObject object, Class<?> type, String where, boolean named) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        Set<String> known = new HashSet<>();
        if (named) {
            known.add(TYPE);
        }
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            types[i] = components[i].getType();
            JsonSpread<?> spread = spreads.get(types[i]);
            if (spread == null) {
                known.add(name);
                values[i] =
                        read(value(object, components[i], where), components[i].getGenericType(), where + "." + name);
            } else {
                known.addAll(spread.names());
                values[i] = spread.read(among(object, spread.names()), where);
            }
        }
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                throw JsonFields.invalid(where + "." + JsonFields.shown(name), "is not known to this version");
            }
        }
        return construct(type, types, values, where);
    }

    private static JsonObject among(JsonObject object, Set<String> names) {
        JsonObject fields = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            if (names.contains(entry.getKey())) {
                fields.add(entry.getKey(), entry.getValue());
            }
        }
        return fields;
    }

    private static Object construct(Class<?> type, Class<?>[] types, Object[] values, String where) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof FlowException refused) {
                throw refused;
            }
            throw new FlowException(
                    "The field '" + where + "' has values that do not fit together.", JsonFields.REMEDY, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made", e);
        }
    }

    private static JsonElement value(JsonObject object, RecordComponent component, String where) {
        JsonDefault missing = component.getAnnotation(JsonDefault.class);
        return missing == null || object.has(component.getName())
                ? JsonFields.field(object, component.getName(), where)
                : JsonParser.parseString(missing.value());
    }

    private static double finite(double number, String where) {
        if (!Double.isFinite(number)) {
            throw JsonFields.invalid(where, "is " + number + ", but only finite numbers can be stored");
        }
        return number;
    }

    private static Type argument(Type declared) {
        if (declared instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(declared + " must say what it holds");
    }
}
