// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A category: its column keeps the set of values seen. */
public interface NominalValue extends DataValue {}
