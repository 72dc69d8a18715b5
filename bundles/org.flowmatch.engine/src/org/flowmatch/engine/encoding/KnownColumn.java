// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;

/**
 * What is known of the values of a column of the fitted table.
 *
 * @param smallest value of a decoded cell that is kept within the observed range; of texts, of their places
 * @param largest the largest one
 * @param texts of a column of texts; of a column of numbers none, nor of codes, which may be new ones
 */
public record KnownColumn(ColumnInfo info, double smallest, double largest, List<String> texts) {
    public KnownColumn {
        texts = List.copyOf(texts);
    }

    static List<KnownColumn> all(TableEncoding encoding) {
        return encoding.columns().stream().map(info -> of(encoding, info)).toList();
    }

    private static KnownColumn of(TableEncoding encoding, ColumnInfo info) {
        return encoding.reshaping()
                .group(info.name())
                .map(group -> group.columns().get(Reshaping.place(group, info.name())))
                .map(column -> new KnownColumn(info, column.smallest(), column.largest(), List.of()))
                .or(() -> encoding.reshaping()
                        .code(info.name())
                        .map(code -> new KnownColumn(info, 0, Dictionary.MORE, List.of())))
                .orElseGet(() -> {
                    FittedColumn column = encoding.fitted(info.name()).orElseThrow();
                    return new KnownColumn(info, column.smallest(), column.largest(), column.texts());
                });
    }
}
