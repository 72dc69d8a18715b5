// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdatetime;

import java.time.LocalDateTime;
import org.knime.core.data.DataValue;

/** A date and time without zone. */
public interface LocalDateTimeValue extends DataValue {

    LocalDateTime getLocalDateTime();
}
