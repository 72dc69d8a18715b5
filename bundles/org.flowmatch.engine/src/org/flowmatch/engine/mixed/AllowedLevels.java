// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.encoding.FittedColumn;
import org.flowmatch.engine.encoding.TableEncoding;

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

    /** Every level but that of a missing cell, the first one of the columns that have it. */
    static AllowedLevels present(TableEncoding encoding) {
        MixedLayout layout = new MixedLayout(encoding.space());
        List<FittedColumn> columns = encoding.fitted().stream()
                .filter(column -> column.encoding().encoded())
                .toList();
        boolean[] missing = new boolean[layout.labels()];
        int label = 0;
        for (FittedColumn column : columns) {
            for (RowPart part : column.parts(0)) {
                if (part.isLabel()) {
                    missing[label++] = column.encoding().takesMissing();
                }
            }
        }
        return (k, level) -> level > 0 || !missing[k];
    }
}
