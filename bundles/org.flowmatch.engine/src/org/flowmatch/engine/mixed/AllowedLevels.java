// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/** Which levels an open label may get: a missing cell that is to be filled must not be missing again. */
@FunctionalInterface
public interface AllowedLevels {
    /** Every level. */
    AllowedLevels ALL = (label, level) -> true;

    /**
     * @param label the number of the label among those of the row
     * @param level from 0
     */
    boolean allowed(int label, int level);
}
