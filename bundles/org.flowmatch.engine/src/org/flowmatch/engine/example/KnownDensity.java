// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

/** A distribution whose density is known in closed form. */
public interface KnownDensity {
    /**
     * The natural logarithm of the density at a row, in the unit of {@link #unit()}.
     *
     * @param row its cells, as the distribution's columns hold them [d]
     */
    double logDensity(double... row);

    /** What the density is of: one over this, in words. */
    String unit();
}
