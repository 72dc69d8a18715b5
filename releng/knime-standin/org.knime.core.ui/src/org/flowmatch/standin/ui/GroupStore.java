// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistor;

/**
 * Stores the fields of a group in a config: each by its persistor or by the rule for its type, and loads absent ones as its
 * migrations say.
 *
 * @param type the group's class
 */
record GroupStore(JavaType type) {

    void save(Object group, NodeSettingsWO settings) {
        if (group == null) {
            throw new IllegalStateException("A group of " + type.toCanonical() + " is null and cannot be stored");
        }
        Optional<NodeParametersPersistor<Object>> own = persistor(typeAnnotation(Persistor.class));
        if (own.isPresent()) {
            own.get().save(group, settings);
            return;
        }
        for (ParameterField field : ParameterField.of(type)) {
            Object value = field.in(group);
            Optional<NodeParametersPersistor<Object>> persistor =
                    persistor(field.annotationHereOrOnGroup(Persistor.class));
            if (persistor.isPresent()) {
                persistor.get().save(value, settings);
            } else {
                store(field).save(value, settings, field.key());
            }
        }
    }

    Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        for (ConfigMigration<?> migration : migrations(typeAnnotation(Migration.class))) {
            if (applies(migration, settings, new String[][] {{}})) {
                return migration.getLoader().load(settings);
            }
        }
        Optional<NodeParametersPersistor<Object>> own = persistor(typeAnnotation(Persistor.class));
        if (own.isPresent()) {
            return own.get().load(settings);
        }
        Object group = Instances.create(type.getRawClass());
        for (ParameterField field : ParameterField.of(type)) {
            loadField(field, settings, group);
        }
        return group;
    }

    private void loadField(ParameterField field, NodeSettingsRO settings, Object group)
            throws InvalidSettingsException {
        forbidBoth(field, Persistor.class, Persist.class);
        forbidBoth(field, Migration.class, Migrate.class);
        Optional<NodeParametersPersistor<Object>> persistor = persistor(field.annotationHereOrOnGroup(Persistor.class));
        String[][] paths = persistor.isPresent() ? persistor.get().getConfigPaths() : new String[][] {{field.key()}};
        Optional<Migration> migration = field.annotationHereOrOnGroup(Migration.class);
        boolean defaults = field.annotation(Migrate.class)
                .map(Migrate::loadDefaultIfAbsent)
                .orElse(typeAnnotation(LoadDefaultsForAbsentFields.class).isPresent() && migration.isEmpty());
        if (defaults && paths.length > 0 && absent(settings, paths)) {
            return;
        }
        for (ConfigMigration<?> candidate : migrations(migration)) {
            if (applies(candidate, settings, paths)) {
                field.set(group, candidate.getLoader().load(settings));
                return;
            }
        }
        field.set(
                group,
                persistor.isPresent()
                        ? persistor.get().load(settings)
                        : store(field).load(settings, field.key()));
    }

    private static void forbidBoth(
            ParameterField field, Class<? extends Annotation> one, Class<? extends Annotation> other) {
        if (field.annotation(one).isPresent() && field.annotation(other).isPresent()) {
            throw new IllegalStateException("The field " + field.field() + " cannot have both @" + one.getSimpleName()
                    + " and @" + other.getSimpleName());
        }
    }

    private static boolean applies(ConfigMigration<?> migration, NodeSettingsRO settings, String[][] ownPaths) {
        return migration.getMatcher() instanceof OwnKeysAbsent
                ? absent(settings, ownPaths)
                : migration.getMatcher().test(settings);
    }

    private static boolean absent(NodeSettingsRO settings, String[][] paths) {
        return Stream.of(paths).noneMatch(path -> new SettingsPath(List.of(path)).isIn(settings));
    }

    private ValueStore store(ParameterField field) {
        return ValueStores.of(field.type(), type.hasRawClass(StringOrEnum.class));
    }

    private <A extends Annotation> Optional<A> typeAnnotation(Class<A> annotation) {
        return Optional.ofNullable(type.getRawClass().getAnnotation(annotation));
    }

    @SuppressWarnings("unchecked") // the annotated field has the persistor's type
    private static Optional<NodeParametersPersistor<Object>> persistor(Optional<Persistor> annotation) {
        return annotation.map(a -> (NodeParametersPersistor<Object>) Instances.create(a.value()));
    }

    @SuppressWarnings("unchecked") // the annotated field has the migration's type
    private static List<ConfigMigration<Object>> migrations(Optional<Migration> annotation) {
        return annotation
                .map(a -> ((NodeParametersMigration<Object>) Instances.create(a.value())).getConfigMigrations())
                .orElse(List.of());
    }
}
