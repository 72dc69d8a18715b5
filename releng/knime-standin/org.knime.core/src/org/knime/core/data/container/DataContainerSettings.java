// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.OptionalInt;

/** How a table is filled: cells kept in memory, domains, check of row keys. */
public final class DataContainerSettings {

    private static final int DEFAULT_CELLS_IN_MEMORY = 500_000;
    private static final int DEFAULT_DOMAIN_VALUES = 60;

    private final Choices m_choices;

    private DataContainerSettings(final Choices choices) {
        m_choices = choices;
    }

    private record Choices(
            int cellsInMemory, boolean checkKeys, boolean updateDomain, boolean initializeDomain, int domainValues) {}

    public static DataContainerSettings getDefault() {
        return of(DEFAULT_CELLS_IN_MEMORY, false);
    }

    static DataContainerSettings of(final int cellsInMemory, final boolean initializeDomain) {
        return new DataContainerSettings(new Choices(
                cellsInMemory < 0 ? DEFAULT_CELLS_IN_MEMORY : cellsInMemory,
                true,
                true,
                initializeDomain,
                DEFAULT_DOMAIN_VALUES));
    }

    public static Builder builder() {
        return new DefaultBuilder();
    }

    public OptionalInt getMaxCellsInMemory() {
        return OptionalInt.of(m_choices.cellsInMemory);
    }

    public int getMaxDomainValues() {
        return m_choices.domainValues;
    }

    public boolean isCheckDuplicateRowKeys() {
        return m_choices.checkKeys;
    }

    public boolean isEnableDomainUpdate() {
        return m_choices.updateDomain;
    }

    public boolean isInitializeDomain() {
        return m_choices.initializeDomain;
    }

    /** Makes settings. */
    public static sealed interface Builder {

        DataContainerSettings build();

        Builder withCheckDuplicateRowKeys(boolean check);

        Builder withDomainUpdate(boolean update);

        Builder withInitializedDomain(boolean initialize);
    }

    private static final class DefaultBuilder implements Builder {

        private boolean m_checkKeys = true;
        private boolean m_updateDomain = true;
        private boolean m_initializeDomain;

        @Override
        public DataContainerSettings build() {
            return new DataContainerSettings(new Choices(
                    DEFAULT_CELLS_IN_MEMORY, m_checkKeys, m_updateDomain, m_initializeDomain, DEFAULT_DOMAIN_VALUES));
        }

        @Override
        public Builder withCheckDuplicateRowKeys(final boolean check) {
            m_checkKeys = check;
            return this;
        }

        @Override
        public Builder withDomainUpdate(final boolean update) {
            m_updateDomain = update;
            return this;
        }

        @Override
        public Builder withInitializedDomain(final boolean initialize) {
            m_initializeDomain = initialize;
            return this;
        }
    }
}
