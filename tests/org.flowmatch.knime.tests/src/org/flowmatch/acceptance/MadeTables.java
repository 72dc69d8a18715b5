// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of example workflows, made by laws of this package: as lines of CSV files, and read from such. */
final class MadeTables {
    static final int ROWS = 1500;

    private MadeTables() {}

    /** Cells have no commas and no quotes; a missing one is empty. */
    static List<String> lines(List<String> names, List<List<String>> rows) {
        return Stream.concat(Stream.of(names), rows.stream())
                .map(cells -> String.join(",", cells))
                .toList();
    }

    /** The cells of a file [rows, columns] in the order of the names. */
    static List<List<String>> read(Path csv, List<String> names) throws IOException {
        List<List<String>> lines = Files.readAllLines(csv).stream()
                .map(line -> List.of(line.replace("\"", "").split(",", -1)))
                .toList();
        int[] order = names.stream().mapToInt(lines.get(0)::indexOf).toArray();
        return lines.subList(1, lines.size()).stream()
                .map(cells -> IntStream.of(order).mapToObj(cells::get).toList())
                .toList();
    }

    static Path data(String workflow, String file) {
        return StoredWorkflow.repository().resolve(Path.of("tests/workflows", workflow, "data", file));
    }

    /** Writes the tables of the workflows anew, after a law has been changed. */
    public static void main(String[] none) throws IOException {
        write(data("imputation", "parcels.csv"), MadeParcels.NAMES, new MadeParcels().withGaps(ROWS));
        write(data("rare-class", "inspections.csv"), MadeInspections.NAMES, new MadeInspections().rows(ROWS));
        write(data("anomalies", "history.csv"), MadePumps.NAMES, new MadePumps().history(ROWS));
        write(data("anomalies", "readings.csv"), MadePumps.NAMES, new MadePumps().readings());
        MadeArticles articles = new MadeArticles();
        write(data("codes", "articles.csv"), MadeArticles.NAMES, articles.rows());
        write(data("codes", "known.csv"), MadeArticles.STATE_AND_CODE, MadeArticles.inEachState(articles.known()));
        write(data("codes", "given.csv"), MadeArticles.CODE, articles.given());
        write(data("codes", "valid.csv"), MadeArticles.STATE_AND_CODE, MadeArticles.inEachState(MadeArticles.valid()));
    }

    private static void write(Path file, List<String> names, List<List<String>> rows) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines(names, rows)) + "\n");
    }
}
