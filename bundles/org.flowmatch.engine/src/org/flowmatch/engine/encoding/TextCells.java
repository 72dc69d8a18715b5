// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.Dictionary;

/**
 * Cells of a column of texts.
 *
 * @param codes [n], the place of each among the texts, NaN for a missing one
 * @param texts all different
 */
record TextCells(double[] codes, List<String> texts) {

    /** @param cells [n], null for a missing one */
    static TextCells of(String[] cells) {
        Dictionary texts = Dictionary.ofCodes();
        double[] codes = new double[cells.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = cells[row] == null ? Double.NaN : texts.code(cells[row]);
        }
        // a table asks for a text of every column of texts
        return new TextCells(codes, texts.size() == 0 ? List.of("") : texts.texts());
    }
}
