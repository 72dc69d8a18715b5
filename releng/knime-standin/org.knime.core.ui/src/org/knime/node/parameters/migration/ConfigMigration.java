// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.flowmatch.standin.ui.OwnKeysAbsent;
import org.flowmatch.standin.ui.SettingsPath;
import org.knime.core.node.NodeSettingsRO;

/**
 * One way to load a field from settings that an older version wrote.
 *
 * @param <T> the field's type
 */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> loader;
    private final Predicate<NodeSettingsRO> matcher;

    private ConfigMigration(ParametersLoader<T> loader, Predicate<NodeSettingsRO> matcher) {
        this.loader = loader;
        this.matcher = matcher;
    }

    public static <T> Builder<T> builder(ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    public ParametersLoader<T> getLoader() {
        return loader;
    }

    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    /**
     * Builds a migration. Without a matcher it applies where all the deprecated paths exist; without those either, where
     * the field's own keys are absent.
     *
     * @param <T> the field's type
     */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;
        private final List<SettingsPath> deprecated = new ArrayList<>();
        private Optional<Predicate<NodeSettingsRO>> matcher = Optional.empty();

        public Builder(ParametersLoader<T> loader) {
            this.loader = loader;
        }

        public Builder<T> withMatcher(Predicate<NodeSettingsRO> test) {
            matcher = Optional.of(test);
            return this;
        }

        public Builder<T> withDeprecatedConfigPath(String... path) {
            deprecated.add(new SettingsPath(List.of(path)));
            return this;
        }

        public ConfigMigration<T> build() {
            List<SettingsPath> paths = List.copyOf(deprecated);
            Predicate<NodeSettingsRO> byPaths = paths.isEmpty()
                    ? new OwnKeysAbsent()
                    : settings -> paths.stream().allMatch(p -> p.isIn(settings));
            return new ConfigMigration<>(loader, matcher.orElse(byPaths));
        }
    }
}
