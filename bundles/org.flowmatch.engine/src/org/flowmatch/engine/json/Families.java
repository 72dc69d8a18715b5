// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flowmatch.engine.FlowException;

/** The stored names of the members of open families and of sealed interfaces. */
final class Families {
    private final Map<Class<?>, Map<String, Class<?>>> members = new ConcurrentHashMap<>();

    Families(List<JsonFamily<?>> open) {
        for (JsonFamily<?> family : open) {
            members.put(family.base(), new LinkedHashMap<>(family.members()));
        }
    }

    boolean isFamily(Type declared) {
        // an enum whose constants have bodies is sealed, too
        return declared instanceof Class<?> type && !type.isEnum() && (members.containsKey(type) || type.isSealed());
    }

    String nameOf(Type declared, Class<?> member) {
        return membersOf((Class<?>) declared).entrySet().stream()
                .filter(entry -> entry.getValue() == member)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(member + " is not registered in " + declared));
    }

    Class<?> member(Class<?> family, String name, String where) {
        Class<?> member = membersOf(family).get(name);
        if (member == null) {
            throw new FlowException(
                    "The field '" + where + "." + JsonRecords.TYPE + "' is '" + JsonFields.shown(name)
                            + "', but this version knows only "
                            + String.join(", ", membersOf(family).keySet()) + ".",
                    "Update Flow Matching to the version that wrote the file, or make the file again.");
        }
        return member;
    }

    private Map<String, Class<?>> membersOf(Class<?> family) {
        return members.computeIfAbsent(family, type -> {
            Map<String, Class<?>> found = new LinkedHashMap<>();
            collect(type, found);
            return found;
        });
    }

    private static void collect(Class<?> type, Map<String, Class<?>> found) {
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (member.isRecord()) {
                found.put(storedName(member), member);
            } else if (member.isSealed()) {
                collect(member, found);
            }
        }
    }

    private static String storedName(Class<?> member) {
        JsonName name = member.getAnnotation(JsonName.class);
        return name != null
                ? name.value()
                : member.getSimpleName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT);
    }
}
