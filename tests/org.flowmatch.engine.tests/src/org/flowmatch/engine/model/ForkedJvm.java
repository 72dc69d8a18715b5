// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Runs a main class of the tests in a fresh JVM without OSGi. */
final class ForkedJvm {
    private static final String OUR_BUNDLES = "org.flowmatch.";
    /** DJL logs through it. */
    private static final String LOGGING = "slf4j";

    private final Path folder;

    /** @param folder takes the contents of the bundles when the tests run in Equinox */
    ForkedJvm(Path folder) {
        this.folder = folder;
    }

    /** Runs the class to its end; returns what it printed when it failed, and nothing when it did not. */
    String run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property : System.getProperties().stringPropertyNames()) {
            if (property.startsWith("ai.djl.") || property.endsWith("_CACHE_DIR")) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return "not ended after five minutes: " + Files.readString(output);
        }
        return process.exitValue() == 0 ? "" : process.exitValue() + ": " + Files.readString(output);
    }

    private String classPath() throws IOException {
        Bundle own = FrameworkUtil.getBundle(ForkedJvm.class);
        if (own == null) {
            return System.getProperty("java.class.path");
        }
        List<String> entries = new ArrayList<>();
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            if (isNeeded(bundle)) {
                Path copy = folder.resolve(bundle.getSymbolicName());
                copy(bundle, copy);
                entries.add(copy.toString());
                entries.add(copy.resolve("target/classes").toString());
                try (Stream<Path> files = Files.walk(copy)) {
                    files.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .forEach(entries::add);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Fragments come with their hosts. */
    private static boolean isNeeded(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        return (name.startsWith(OUR_BUNDLES) || name.contains(LOGGING))
                && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null;
    }

    private static void copy(Bundle bundle, Path copy) throws IOException {
        Files.createDirectories(copy);
        for (URL entry : Collections.list(bundle.findEntries("/", "*", true))) {
            Path target = copy.resolve(entry.getPath().substring(1));
            if (entry.getPath().endsWith("/")) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                try (InputStream in = entry.openStream()) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
