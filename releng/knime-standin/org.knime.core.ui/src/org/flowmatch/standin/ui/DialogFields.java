// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;

/** The fields of a dialog, groups unfolded; of an array of groups the fields of one element. */
final class DialogFields {

    /**
     * A field and the object that holds it.
     *
     * @param path the names down to the field
     * @param field the field
     * @param holder empty inside an array of groups
     */
    record Located(String path, ParameterField field, Optional<Object> holder) {

        Optional<Object> value() {
            return holder.map(field::in);
        }
    }

    private DialogFields() {}

    static List<Located> of(NodeParameters parameters) {
        List<Located> found = new ArrayList<>();
        collect("", TypeFactory.defaultInstance().constructType(parameters.getClass()), Optional.of(parameters), found);
        return found;
    }

    private static void collect(String prefix, JavaType group, Optional<Object> holder, List<Located> found) {
        for (ParameterField field : ParameterField.of(group)) {
            Located located = new Located(prefix + field.name(), field, holder);
            found.add(located);
            JavaType type = field.type();
            if (isGroup(type)) {
                collect(located.path() + ".", type, located.value(), found);
            } else if ((type.isArrayType() || type.isCollectionLikeType()) && isGroup(type.getContentType())) {
                collect(located.path() + "[].", type.getContentType(), Optional.empty(), found);
            }
        }
    }

    private static boolean isGroup(JavaType type) {
        return WidgetGroup.class.isAssignableFrom(type.getRawClass());
    }
}
