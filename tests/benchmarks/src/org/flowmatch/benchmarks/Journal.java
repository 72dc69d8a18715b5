// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Results that are kept in a file as they are measured, so that a benchmark that was stopped goes on where it was. A line is
 * a key, which names the piece of work with all its settings, and its numbers, between tabs.
 */
public final class Journal {
    private final Path file;
    private final Map<String, double[]> known = new HashMap<>();

    private Journal(Path file) {
        this.file = file;
    }

    /** @param fresh whether to begin anew */
    public static Journal open(Path file, boolean fresh) throws IOException {
        Journal journal = new Journal(file);
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (fresh) {
            Files.deleteIfExists(file);
        }
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                List<String> cells = Arrays.asList(line.split("\t"));
                journal.known.put(
                        cells.get(0),
                        cells.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
            }
        }
        return journal;
    }

    /** A piece of work that ends in numbers. */
    public interface Work {
        double[] measure() throws IOException;
    }

    /** The numbers of a key: those in the file, or those measured now. */
    public double[] get(String key, Work work) throws IOException {
        double[] numbers = known.get(key);
        if (numbers == null) {
            numbers = work.measure();
            put(key, numbers);
        }
        return numbers;
    }

    /** The numbers of a key where it has some. */
    public Optional<double[]> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Keeps the numbers of a key that has none. */
    public void put(String key, double... numbers) throws IOException {
        known.put(key, numbers);
        String line =
                key + "\t" + Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining("\t")) + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
