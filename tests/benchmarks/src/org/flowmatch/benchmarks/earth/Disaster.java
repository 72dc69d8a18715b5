// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/** Positions on the earth of which a file is read, with what is published of their test log-likelihood in nats per steradian. */
enum Disaster {
    /** 4,875 rows. */
    FLOOD("-"),
    /** 12,809 rows: Chen and Lipman 2024, trained on a GPU. */
    FIRE("-1.86 +- 0.11");

    static final List<ColumnInfo> COLUMNS =
            List.of(new ColumnInfo("latitude", ColumnKind.DOUBLE), new ColumnInfo("longitude", ColumnKind.DOUBLE));

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+\\.?\\d*");

    private final String published;

    Disaster(String published) {
        this.published = published;
    }

    /** The negative log-likelihood that is published. */
    String published() {
        return published;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Disaster named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no data set " + label + ", only "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Disaster::label).toList()) + "."));
    }

    /**
     * Latitude and longitude in degrees; comments and lines of names are left out.
     *
     * @param folder with the CSV files
     */
    Table positions(Path folder) throws IOException {
        Path csv = folder.resolve(label() + ".csv");
        if (!Files.isRegularFile(csv)) {
            throw new FlowException("There is no file " + csv + ".", "Name the folder that has it: folder=FOLDER.");
        }
        Table.Builder table = Table.builder(COLUMNS);
        try (CsvReader<CsvRecord> records =
                CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofCsvRecord(csv)) {
            for (CsvRecord record : records) {
                List<String> cells =
                        record.getFields().stream().map(String::strip).toList();
                if (cells.size() == COLUMNS.size() && cells.stream().allMatch(NUMBER.asMatchPredicate())) {
                    table.add(Double.parseDouble(cells.get(0)), Double.parseDouble(cells.get(1)));
                }
            }
        }
        return table.build();
    }
}
