// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.time.localdate;

import java.time.LocalDate;
import org.knime.core.data.DataValue;

/** A date. */
public interface LocalDateValue extends DataValue {

    LocalDate getLocalDate();
}
