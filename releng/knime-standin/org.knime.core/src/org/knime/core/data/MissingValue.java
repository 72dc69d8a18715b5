// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A value that is not there; the error says why, or is null. */
public interface MissingValue extends DataValue {

    String getError();
}
