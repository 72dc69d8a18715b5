// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localtime;

import java.time.LocalTime;
import org.flowmatch.standin.cell.TimeCell;

/** A time of the day, to the nanosecond, made by the factory of its type alone. */
final class LocalTimeCell extends TimeCell<LocalTime> implements LocalTimeValue {

    private static final long serialVersionUID = 1L;

    /** Of its ISO 8601 text. */
    LocalTimeCell(final String text) {
        super(LocalTime.parse(text));
    }

    @Override
    public LocalTime getLocalTime() {
        return value();
    }
}
