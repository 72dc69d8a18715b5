// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

/** A known density from which rows are drawn. */
interface ExampleLaw extends KnownDensity {
    /** A row [d]. */
    double[] row(Draw draw);
}
