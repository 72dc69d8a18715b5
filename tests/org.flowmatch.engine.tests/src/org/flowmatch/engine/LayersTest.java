// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packages of the engine use each other in one direction only: each those that stand above it in the table of
 * {@code docs/architecture.md}. The bundle of the nodes uses the engine, and the engine nothing of KNIME or Eclipse.
 */
class LayersTest {
    private static final Path HOME = Path.of(System.getProperty("flowmatch.home"));
    private static final Path ENGINE =
            HOME.resolve("bundles").resolve("org.flowmatch.engine").resolve("src");
    private static final Path PACKAGES =
            ENGINE.resolve("org").resolve("flowmatch").resolve("engine");

    private static final String TABLE = "## The engine, from the bottom up";
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|");
    /** A name of the engine's other packages, imported or written out. */
    private static final Pattern USE = Pattern.compile("\\borg\\.flowmatch\\.engine\\.([a-z0-9]+)\\b");

    private static final Pattern FOREIGN =
            Pattern.compile("^import (?:static )?(org\\.(?:knime|eclipse|osgi|flowmatch\\.knime)\\.[\\w.]+)");

    private static List<String> layers() throws IOException {
        List<String> lines = Files.readAllLines(HOME.resolve("docs").resolve("architecture.md"));
        List<String> layers = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            inTable = line.startsWith("## ") ? line.equals(TABLE) : inTable;
            if (inTable) {
                ROW.matcher(line).results().forEach(row -> layers.add(row.group(1)));
            }
        }
        return layers;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Uses of a package that is not above the user in the table, as "user -> used: file". */
    private static List<String> turnedArrows(List<String> layers, Path folder, String user) throws IOException {
        List<String> turned = new ArrayList<>();
        for (Path file : sources(folder)) {
            USE.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(used -> layers.indexOf(used) > layers.indexOf(user))
                    .distinct()
                    .forEach(used -> turned.add(user + " -> " + used + ": " + file.getFileName()));
        }
        return turned;
    }

    @Test
    void theTableNamesEveryPackage() throws IOException {
        try (Stream<Path> folders = Files.list(PACKAGES)) {
            assertEquals(
                    new TreeSet<>(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList()),
                    new TreeSet<>(layers()));
        }
    }

    @Test
    void everyPackageUsesThoseAboveItAlone() throws IOException {
        List<String> layers = layers();
        List<String> turned = new ArrayList<>();
        for (String layer : layers) {
            turned.addAll(turnedArrows(layers, PACKAGES.resolve(layer), layer));
        }
        assertEquals(List.of(), turned);
    }

    @Test
    void theRootUsesNoPackage() throws IOException {
        List<String> uses = new ArrayList<>();
        for (Path file : sources(PACKAGES)) {
            if (file.getParent().equals(PACKAGES)
                    && USE.matcher(Files.readString(file)).results().anyMatch(match -> true)) {
                uses.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of(), uses);
    }

    /** The test would see a turned arrow: with the table upside down nearly all of them are. */
    @Test
    void arrowsAgainstTheTableAreSeen() throws IOException {
        List<String> upsideDown = new ArrayList<>(layers());
        Collections.reverse(upsideDown);
        assertFalse(turnedArrows(upsideDown, PACKAGES.resolve("executor"), "executor")
                .isEmpty());
    }

    /** Who provides a service uses its interface: a registration is an arrow, too, and must point the same way. */
    @Test
    void servicesAreProvidedFromBelow() throws IOException {
        List<String> layers = layers();
        List<String> turned = new ArrayList<>();
        int lines = 0;
        try (Stream<Path> services = Files.list(ENGINE.resolve("META-INF").resolve("services"))) {
            for (Path service : services.toList()) {
                int used = layers.indexOf(packageOf(service.getFileName().toString()));
                for (String line : Files.readAllLines(service)) {
                    if (!line.startsWith("#")) {
                        lines++;
                        if (used < 0 || layers.indexOf(packageOf(line)) <= used) {
                            turned.add(line + " -> " + service.getFileName());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), turned);
        assertTrue(lines > 0);
    }

    private static String packageOf(String name) {
        Matcher use = USE.matcher(name);
        return use.find() ? use.group(1) : "";
    }

    @Test
    void theEngineKnowsNothingOfKnimeOrEclipse() throws IOException {
        List<String> foreign = new ArrayList<>();
        for (Path file : sources(ENGINE)) {
            for (String line : Files.readAllLines(file)) {
                FOREIGN.matcher(line).results().forEach(match -> foreign.add(match.group(1) + " in " + file));
            }
        }
        assertEquals(List.of(), foreign);
    }
}
