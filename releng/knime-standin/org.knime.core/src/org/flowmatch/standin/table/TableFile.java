// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;

/** A table as one file: the spec as XML, the number of rows, the rows. */
public final class TableFile {

    private TableFile() {}

    public static void write(final BufferedDataTable table, final Path file) throws IOException {
        var spec = new ModelContent("spec");
        table.getDataTableSpec().save(spec);
        var xml = new ByteArrayOutputStream();
        spec.saveToXML(xml);
        try (var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file.toFile())));
                CloseableRowIterator rows = table.iterator()) {
            out.writeInt(xml.size());
            xml.writeTo(out);
            out.writeLong(table.size());
            while (rows.hasNext()) {
                DataRow row = rows.next();
                CellCodec.writeText(row.getKey().getString(), out);
                for (DataCell cell : row) {
                    CellCodec.write(cell, out);
                }
            }
        }
    }

    public static BufferedDataTable read(final Path file, final ExecutionContext exec) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile())))) {
            byte[] xml = in.readNBytes(in.readInt());
            DataTableSpec spec = DataTableSpec.load(ModelContent.loadFromXML(new ByteArrayInputStream(xml)));
            BufferedDataContainer container = exec.createDataContainer(
                    spec,
                    DataContainerSettings.builder()
                            .withDomainUpdate(false)
                            .withCheckDuplicateRowKeys(false)
                            .build());
            for (long left = in.readLong(); left > 0; left--) {
                var key = new RowKey(CellCodec.readText(in));
                var cells = new DataCell[spec.getNumColumns()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = CellCodec.read(in);
                }
                container.addRowToTable(new DefaultRow(key, cells));
            }
            container.close();
            return container.getTable();
        } catch (InvalidSettingsException failure) {
            throw new IOException("Not a table: " + failure.getMessage(), failure);
        }
    }
}
