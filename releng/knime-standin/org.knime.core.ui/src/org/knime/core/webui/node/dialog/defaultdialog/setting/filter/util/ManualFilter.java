// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.knime.node.parameters.persistence.Persistable;

/** A selection of names by hand. With unknown names included it takes everything but the deselected ones. */
public class ManualFilter implements Persistable {

    public String[] m_manuallySelected;

    public String[] m_manuallyDeselected;

    public boolean m_includeUnknownColumns;

    ManualFilter() {}

    public ManualFilter(String[] initialSelected) {
        this(initialSelected, new String[0], false);
    }

    public ManualFilter(String[] manuallySelected, String[] manuallyDeselected, boolean includeUnknownValues) {
        m_manuallySelected = manuallySelected;
        m_manuallyDeselected = manuallyDeselected;
        m_includeUnknownColumns = includeUnknownValues;
    }

    public Predicate<String> getFilterPredicate() {
        if (m_includeUnknownColumns) {
            Set<String> deselected = Set.of(m_manuallyDeselected);
            return name -> !deselected.contains(name);
        }
        return Set.of(m_manuallySelected)::contains;
    }

    /** @return the selected names that are not among the choices; none when unknown names are included */
    public String[] getUpdatedMissingValues(String[] choices) {
        if (m_includeUnknownColumns) {
            return new String[0];
        }
        Set<String> present = Set.of(choices);
        return Stream.of(m_manuallySelected)
                .filter(name -> !present.contains(name))
                .toArray(String[]::new);
    }
}
