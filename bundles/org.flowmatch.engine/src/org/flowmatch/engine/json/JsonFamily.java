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

    /** This family with one more member. */
    public JsonFamily<T> with(String name, Class<? extends T> member) {
        Map<String, Class<? extends T>> all = new LinkedHashMap<>(members);
        if (!member.isRecord() || all.containsValue(member) || all.put(name, member) != null) {
            throw new IllegalArgumentException(name + " is no new record of the family " + base.getSimpleName());
        }
        return new JsonFamily<>(base, all);
    }
}
