// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** Where source rows come from. */
public enum SourceLaw {
    /** The normal distribution of unit variance in encoded space. */
    GAUSSIAN,
    /** The rows of a table. */
    TABLE
}
