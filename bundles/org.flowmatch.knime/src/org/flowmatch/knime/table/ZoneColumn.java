// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * The column of texts in which the engine has the zones of a column of dates with a time and a zone. Its name ends with a
 * blank; those of KNIME's columns never do, so that it is no column of a KNIME table.
 */
final class ZoneColumn {
    private static final String SUFFIX = " (zone) ";

    private ZoneColumn() {}

    /** @param zoned the name of the column of dates */
    static ColumnInfo of(String zoned) {
        return new ColumnInfo(zoned + SUFFIX, ColumnKind.TEXT);
    }

    /** The name of the column of dates, when this is the column of their zones. */
    static Optional<String> zoned(ColumnInfo column) {
        String name = column.name();
        return column.kind() == ColumnKind.TEXT && name.endsWith(SUFFIX)
                ? Optional.of(name.substring(0, name.length() - SUFFIX.length()))
                : Optional.empty();
    }
}
