// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A row: its key and its cells. */
public interface DataRow extends Iterable<DataCell> {

    RowKey getKey();

    int getNumCells();

    DataCell getCell(int index);

    default Stream<DataCell> stream() {
        return IntStream.range(0, getNumCells()).mapToObj(this::getCell);
    }
}
