// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A value with an order: its column keeps the smallest and the largest value seen. */
public interface BoundedValue extends DataValue {}
