// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Assumptions;

/** Tables for the tests of encodings. */
final class Tables {
    private Tables() {}

    static Table of(ColumnKind kind, double... values) {
        return new Table(List.of(new ColumnInfo("a", kind)), new double[][] {values.clone()}, values.length);
    }

    /** The white wines: 4,898 rows of 12 columns on decimal grids, skewed, with many ties; skipped where it is not at hand. */
    static Table wine() throws IOException {
        Path file = file();
        Assumptions.assumeTrue(Files.exists(file), "the wine table is not at hand");
        List<String> lines = Files.readAllLines(file);
        List<ColumnInfo> columns = Stream.of(lines.get(0).split(","))
                .map(name -> new ColumnInfo(name, name.equals("quality") ? ColumnKind.INT : ColumnKind.DOUBLE))
                .toList();
        Table.Builder builder = Table.builder(columns);
        for (String line : lines.subList(1, lines.size())) {
            builder.add(
                    Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray());
        }
        return builder.build();
    }

    private static Path file() {
        Path name = Path.of("shared", "data", "winequality-white.csv");
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(name);
    }
}
