// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.zoneddatetime;

import java.time.ZonedDateTime;
import org.flowmatch.standin.cell.TimeCell;

/** A date and time with its zone, made by the factory of its type alone. */
final class ZonedDateTimeCell extends TimeCell<ZonedDateTime> implements ZonedDateTimeValue {

    private static final long serialVersionUID = 1L;

    /** Of its ISO 8601 text. */
    ZonedDateTimeCell(final String text) {
        super(ZonedDateTime.parse(text));
    }

    @Override
    public ZonedDateTime getZonedDateTime() {
        return value();
    }
}
