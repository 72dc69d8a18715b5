// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import java.util.Objects;
import java.util.Optional;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/**
 * A text, mostly a column's name, or one of a few special choices. Stored as a config of "regularChoice" and
 * "specialChoice_Internals", one of which is null.
 *
 * @param <E> the special choices
 */
public final class StringOrEnum<E extends Enum<E>> implements Persistable {

    String m_regularChoice;

    @Persist(hidden = true)
    E m_specialChoice;

    StringOrEnum() {}

    public StringOrEnum(E specialChoice) {
        m_specialChoice = specialChoice;
    }

    public StringOrEnum(String regularChoice) {
        m_regularChoice = regularChoice;
    }

    public Optional<E> getEnumChoice() {
        return m_regularChoice == null ? Optional.ofNullable(m_specialChoice) : Optional.empty();
    }

    /** @return null when a special choice was made */
    public String getStringChoice() {
        return m_regularChoice;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StringOrEnum<?> that
                && Objects.equals(m_regularChoice, that.m_regularChoice)
                && m_specialChoice == that.m_specialChoice;
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_regularChoice, m_specialChoice);
    }
}
