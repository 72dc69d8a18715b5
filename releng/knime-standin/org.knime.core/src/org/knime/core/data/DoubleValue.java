// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A number, as double. */
public interface DoubleValue extends DataValue {

    double getDoubleValue();
}
