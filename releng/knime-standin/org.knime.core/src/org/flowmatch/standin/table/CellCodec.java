// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.flowmatch.standin.cell.InstalledCells;
import org.flowmatch.standin.cell.TimeCell;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** The binary form of the basic cells: one byte for the class, then the value; texts as length and UTF-8. */
final class CellCodec {

    private static final int MISSING = 0;
    private static final int MISSING_WITH_ERROR = 1;
    private static final int DOUBLE = 2;
    private static final int INT = 3;
    private static final int LONG = 4;
    private static final int STRING = 5;
    private static final int FALSE = 6;
    private static final int TRUE = 7;
    private static final int TIME = 8;

    private CellCodec() {}

    /** Whether cells of that class can be written. */
    static boolean writes(final DataCell cell) {
        return cell instanceof DoubleCell
                || cell instanceof IntCell
                || cell instanceof LongCell
                || cell instanceof StringCell
                || cell instanceof BooleanCell
                || cell instanceof TimeCell<?>
                || cell instanceof MissingCell;
    }

    static void write(final DataCell cell, final DataOutput out) throws IOException {
        if (cell instanceof DoubleCell number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number.getDoubleValue());
        } else if (cell instanceof IntCell number) {
            out.writeByte(INT);
            out.writeInt(number.getIntValue());
        } else if (cell instanceof LongCell number) {
            out.writeByte(LONG);
            out.writeLong(number.getLongValue());
        } else if (cell instanceof StringCell text) {
            out.writeByte(STRING);
            writeText(text.getStringValue(), out);
        } else if (cell instanceof BooleanCell bool) {
            out.writeByte(bool.getBooleanValue() ? TRUE : FALSE);
        } else if (cell instanceof TimeCell<?> time) {
            out.writeByte(TIME);
            writeText(time.getClass().getName(), out);
            writeText(time.getStringValue(), out);
        } else if (cell instanceof MissingCell missing && missing.getError() != null) {
            out.writeByte(MISSING_WITH_ERROR);
            writeText(missing.getError(), out);
        } else {
            out.writeByte(MISSING);
        }
    }

    static DataCell read(final DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case MISSING -> DataType.getMissingCell();
            case MISSING_WITH_ERROR -> new MissingCell(readText(in));
            case DOUBLE -> new DoubleCell(in.readDouble());
            case INT -> new IntCell(in.readInt());
            case LONG -> new LongCell(in.readLong());
            case STRING -> new StringCell(readText(in));
            case FALSE -> BooleanCell.FALSE;
            case TRUE -> BooleanCell.TRUE;
            case TIME -> InstalledCells.cell(readText(in), readText(in));
            default -> throw new IOException("Unknown kind of cell: " + kind + ".");
        };
    }

    static void writeText(final String text, final DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(final DataInput in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
