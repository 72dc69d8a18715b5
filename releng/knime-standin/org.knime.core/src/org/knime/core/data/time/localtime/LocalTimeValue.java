// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localtime;

import java.time.LocalTime;
import org.knime.core.data.DataValue;

/** A time of the day, to the nanosecond. */
public interface LocalTimeValue extends DataValue {

    LocalTime getLocalTime();
}
