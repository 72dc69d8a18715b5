// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** What the text of a column's cells can be read as, from the narrowest kind to the widest, as KNIME's CSV Reader guesses. */
enum CellKind {
    INT(IntCell.TYPE, "a 32-bit whole number"),
    LONG(LongCell.TYPE, "a 64-bit whole number"),
    DOUBLE(DoubleCell.TYPE, "a number"),
    STRING(StringCell.TYPE, "text");

    private final DataType type;
    private final String words;

    CellKind(DataType type, String words) {
        this.type = type;
        this.words = words;
    }

    DataType type() {
        return type;
    }

    /** The kind in the words of a message. */
    String words() {
        return words;
    }

    /** The narrowest kind, from this one on, that reads the text. */
    CellKind widenedFor(String text, NumberText numbers) {
        NumberFormatException problem = null;
        for (CellKind kind : values()) {
            if (kind.ordinal() >= ordinal()) {
                try {
                    kind.cell(text, numbers);
                    return kind;
                } catch (NumberFormatException e) {
                    problem = e;
                }
            }
        }
        throw new IllegalStateException("Text reads everything.", problem);
    }

    /** The cell for a text; fails with a NumberFormatException. */
    DataCell cell(String text, NumberText numbers) {
        return switch (this) {
            case INT -> {
                long value = numbers.parseLong(text);
                if (value != (int) value) {
                    throw new NumberFormatException(text);
                }
                yield new IntCell((int) value);
            }
            case LONG -> new LongCell(numbers.parseLong(text));
            case DOUBLE -> new DoubleCell(numbers.parseDouble(text));
            case STRING -> new StringCell(text);
        };
    }
}
