// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.zoneddatetime;

import java.time.ZonedDateTime;
import org.knime.core.data.DataValue;

/** A date and time with its zone. */
public interface ZonedDateTimeValue extends DataValue {

    ZonedDateTime getZonedDateTime();
}
