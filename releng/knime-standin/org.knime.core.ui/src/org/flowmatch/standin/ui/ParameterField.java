// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/**
 * A stored field: not static, not transient and not private, with its type variables replaced.
 *
 * @param field the field, accessible
 * @param type its type
 */
record ParameterField(Field field, JavaType type) {

    private static final String HIDDEN = "_Internals";

    /** @return the fields of a class, those of superclasses first */
    static List<ParameterField> of(JavaType group) {
        List<ParameterField> fields = new ArrayList<>();
        collect(group, group, fields);
        return fields;
    }

    private static void collect(JavaType group, JavaType declaring, List<ParameterField> fields) {
        if (declaring == null || declaring.hasRawClass(Object.class)) {
            return;
        }
        collect(group, declaring.getSuperClass(), fields);
        for (Field field : declaring.getRawClass().getDeclaredFields()) {
            if (Modifier.isPrivate(field.getModifiers()) && field.isAnnotationPresent(Widget.class)) {
                throw new IllegalStateException(field + " is private: KNIME would neither store nor show it");
            }
            if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT | Modifier.PRIVATE)) == 0
                    && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(new ParameterField(
                        field,
                        TypeFactory.defaultInstance()
                                .resolveMemberType(field.getGenericType(), declaring.getBindings())));
            }
        }
    }

    /** @return the field's name without "m_" */
    String name() {
        return field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
    }

    /** @return the key of its entry or config */
    String key() {
        return annotation(Persist.class)
                .map(p -> (p.configKey().isEmpty() ? name() : p.configKey()) + (p.hidden() ? HIDDEN : ""))
                .orElse(name());
    }

    <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
        return Optional.ofNullable(field.getAnnotation(annotation));
    }

    /** @return the annotation of the field, or else of the class of a group */
    <A extends Annotation> Optional<A> annotationHereOrOnGroup(Class<A> annotation) {
        Class<?> raw = type.getRawClass();
        return annotation(annotation)
                .or(() -> Persistable.class.isAssignableFrom(raw)
                        ? Optional.ofNullable(raw.getAnnotation(annotation))
                        : Optional.empty());
    }

    Object in(Object group) {
        try {
            return field.get(group);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void set(Object group, Object value) {
        try {
            field.set(group, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " must not be final", e);
        }
    }
}
