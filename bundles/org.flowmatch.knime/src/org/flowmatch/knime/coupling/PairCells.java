// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.CircleColumn;
import org.flowmatch.engine.encoding.Resolution;
import org.flowmatch.engine.encoding.RowSlice;
import org.flowmatch.engine.encoding.SourceLevels;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.knime.view.AxisTexts;

/** What coordinates of encoded rows stand for: cells, as numbers or texts. */
final class PairCells {
    private static final JsonPrimitive MISSING = new JsonPrimitive("(missing)");

    private final RowMatrix rows;
    private final Table decoded;

    /**
     * A column with coordinates.
     *
     * @param first its first part; a column of two has a label and a number
     * @param last its last part
     * @param source further levels of its label
     * @param circle that its numbers lie on, if they go round
     */
    record Column(ColumnInfo info, RowPart first, RowPart last, SourceLevels source, Optional<CircleColumn> circle) {
        static List<Column> all(TableEncoding encoding) {
            List<Column> columns = new ArrayList<>();
            List<RowPart> parts = encoding.space().parts();
            int next = 0;
            for (var fitted : encoding.encoded()) {
                int last = parts.get(next).offset() + fitted.encoding().width();
                RowPart first = parts.get(next);
                while (parts.get(next).end() < last) {
                    next++;
                }
                columns.add(new Column(fitted.info(), first, parts.get(next++), fitted.source(), fitted.circle()));
            }
            return columns;
        }

        /** Whether it is a label and nothing else. */
        boolean isLabel() {
            return last.isLabel();
        }
    }

    /** @param limited whether cells are kept within the range of the target rows */
    PairCells(TableEncoding encoding, RowMatrix rows, boolean limited) {
        this.rows = rows;
        decoded = encoding.decodeModelled(rows, limited, Monitor.none());
    }

    int rows() {
        return rows.rows();
    }

    /** The coordinate of the column's number. */
    double number(Column column, int row) {
        return rows.get(row, column.last().offset());
    }

    /** The angle of a column that goes round, radians. */
    double angle(Column column, int row) {
        int at = column.last().offset();
        return Math.atan2(rows.get(row, at + 1), rows.get(row, at));
    }

    /** The value that the point of a column that goes round stands for, in a row of noise as well. */
    double value(Column column, int row) {
        int at = column.last().offset();
        float[] point = {rows.get(row, at), rows.get(row, at + 1)};
        RowSlice slice = new RowSlice(point, point.length, 0, point.length);
        return column.circle().orElseThrow().decode(slice, 0, new Resolution(Resolution.FULL));
    }

    /** Whether the cell of a row is the level of a label, and not a number beside labels. */
    boolean isLevel(Column column, int row) {
        return column.isLabel()
                || column.first().isLabel()
                        && level(column, row) != column.first().levels() - 1;
    }

    private int level(Column column, int row) {
        return (int) rows.get(row, column.first().offset());
    }

    JsonPrimitive cell(Column column, int row) {
        int further =
                column.first().isLabel() ? level(column, row) - column.first().levels() : -1;
        return further < 0 ? ofTarget(column, row) : ofSource(column, further);
    }

    private JsonPrimitive ofTarget(Column column, int row) {
        int at = decoded.indexOf(column.info().name());
        double value = decoded.get(row, at);
        if (Double.isNaN(value)) {
            return MISSING;
        }
        return column.info().kind().numeric()
                ? AxisTexts.cell(value, column.info().kind())
                : new JsonPrimitive(decoded.dictionary(at).text((int) value));
    }

    /** The further levels are the values or texts, then one for other texts, at last that of missing cells. */
    private static JsonPrimitive ofSource(Column column, int further) {
        SourceLevels levels = column.source();
        if (further < levels.values().size()) {
            return AxisTexts.cell(levels.values().get(further), column.info().kind());
        } else if (further < levels.texts().size()) {
            return new JsonPrimitive(levels.texts().get(further));
        }
        boolean others = levels.others() && further == levels.texts().size();
        return others ? new JsonPrimitive("(other texts)") : MISSING;
    }
}
