// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.TableRole;

/** Signatures first; being filled in. */
public final class TableEncoding {
    private TableEncoding() {}

    public static TableEncoding fit(NumericTable target, EncodingSettings settings, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    /** All columns, in the order of the fitted table. */
    public List<ColumnInfo> columns() {
        throw new UnsupportedOperationException();
    }

    /** The columns that have a coordinate; their number is the number of columns of encoded matrices. */
    public List<ColumnInfo> encodedColumns() {
        throw new UnsupportedOperationException();
    }

    public int dimensions() {
        return encodedColumns().size();
    }

    public EncodingSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** @throws org.flowmatch.engine.FlowException naming the columns of this encoding that the others lack */
    public void requireColumns(List<ColumnInfo> others, TableRole role) {
        throw new UnsupportedOperationException();
    }

    /** Columns are found by name, others are ignored. */
    public RowMatrix encode(NumericTable table, TableRole role, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    public void encode(NumericTable table, TableRole role, RowMatrixWriter writer, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    /** All columns, in the order of {@link #columns}, with their kinds, resolution and range. */
    public NumericTable decode(RowMatrix rows, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    public JsonObject toJson() {
        throw new UnsupportedOperationException();
    }

    public static TableEncoding fromJson(JsonElement json) {
        throw new UnsupportedOperationException();
    }
}
