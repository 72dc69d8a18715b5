// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdate;

import java.time.LocalDate;
import org.flowmatch.standin.cell.TimeCell;

/** A date, made by the factory of its type alone. */
final class LocalDateCell extends TimeCell<LocalDate> implements LocalDateValue {

    private static final long serialVersionUID = 1L;

    /** Of its ISO 8601 text. */
    LocalDateCell(final String text) {
        super(LocalDate.parse(text));
    }

    @Override
    public LocalDate getLocalDate() {
        return value();
    }
}
