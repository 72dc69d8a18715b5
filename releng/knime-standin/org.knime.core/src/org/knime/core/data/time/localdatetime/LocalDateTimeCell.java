// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdatetime;

import java.time.LocalDateTime;
import org.flowmatch.standin.cell.TimeCell;

/** A date and time without zone, made by the factory of its type alone. */
final class LocalDateTimeCell extends TimeCell<LocalDateTime> implements LocalDateTimeValue {

    private static final long serialVersionUID = 1L;

    /** Of its ISO 8601 text. */
    LocalDateTimeCell(final String text) {
        super(LocalDateTime.parse(text));
    }

    @Override
    public LocalDateTime getLocalDateTime() {
        return value();
    }
}
