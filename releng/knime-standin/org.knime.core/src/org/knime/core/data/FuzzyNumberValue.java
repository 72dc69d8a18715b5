// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A triangular fuzzy number: core and support. */
public interface FuzzyNumberValue extends DataValue {

    double getMinSupport();

    double getCore();

    double getMaxSupport();
}
