// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/** How the columns of a table become the coordinates in which paths run. */
public enum Scaling {
    /** Normal scores of the ranks; decoded through the observed quantiles. */
    QUANTILE,
    /** Mean 0, standard deviation 1. */
    STANDARDISE,
    /** As they are. */
    NONE
}
