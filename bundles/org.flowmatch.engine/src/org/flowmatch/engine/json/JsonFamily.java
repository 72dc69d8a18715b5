// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An open family of records that are told apart by the field {@code type}. The names are stored in files, so a name
 * never changes and is never used again.
 *
 * @param base the interface that the members share
 * @param members record class by stored name
 */
public record JsonFamily<T>(Class<T> base, Map<String, Class<? extends T>> members) {

    public static <T> JsonFamily<T> of(Class<T> base) {
        return new JsonFamily<>(base, Map.of());
    }

    /**
     * This family with one more member.
     *
     * @throws IllegalArgumentException when it is no record, or the family has the name or the record already
     */
    public JsonFamily<T> with(String name, Class<? extends T> member) {
        Map<String, Class<? extends T>> all = new LinkedHashMap<>(members);
        if (!member.isRecord()) {
            throw refused(member, name, "is no record");
        } else if (all.containsValue(member)) {
            throw refused(member, name, "is registered already");
        }
        Class<?> other = all.put(name, member);
        if (other != null) {
            throw refused(member, name, "needs a name of its own: this one is of " + other.getName());
        }
        return new JsonFamily<>(base, all);
    }

    private IllegalArgumentException refused(Class<?> member, String name, String why) {
        return new IllegalArgumentException(
                member.getName() + ", '" + name + "' in the family " + base.getSimpleName() + ", " + why);
    }
}
