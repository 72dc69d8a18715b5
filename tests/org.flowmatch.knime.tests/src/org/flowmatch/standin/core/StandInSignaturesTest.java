// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeModel;
import org.knime.node.parameters.NodeParameters;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Both stand-in bundles promise nothing that KNIME 5.8 lacks. The signatures lie outside the repository, in shared/knime-api of
 * a folder above (or under the system property flowmatch.shared); without them the test is skipped.
 */
class StandInSignaturesTest {

    /** Types that nodes and ports only call: they may lack abstract methods, since nobody implements them. */
    private static final Set<String> ONLY_CALLED = Set.of(
            "org.knime.core.node.NodeSettingsWO",
            "org.knime.core.node.config.base.ConfigBaseRO",
            "org.knime.core.node.config.base.ConfigBaseWO",
            "org.knime.core.node.context.ports.ModifiablePortsConfiguration",
            "org.knime.core.node.workflow.VariableType",
            "org.knime.core.webui.page.Page$RequireBundle",
            "org.knime.core.webui.page.Page$RequireFromFileOrString",
            "org.knime.core.webui.page.Resource",
            "org.knime.node.RequirePorts$DynamicPortsAdder",
            "org.knime.node.RequirePorts$RequireConfigurablePortMode",
            "org.knime.node.RequirePorts$RequireSupportedTypes",
            "org.knime.node.parameters.updates.EffectPredicate");

    /** The signatures do not cover this package; the bundle keeps its one class in a jar of its own. */
    private static final String UNCOVERED = "/org/knime/core/webui/node/dialog/defaultdialog/util/";

    @Test
    void promisesNothingThatTheRealOneLacks(@TempDir final Path classes) throws Exception {
        Optional<Path> found = api();
        assumeTrue(found.isPresent(), "no signatures of the real API at hand");
        Path api = found.orElseThrow();
        copyClasses(NodeModel.class, classes.resolve("core"));
        copyClasses(NodeParameters.class, classes.resolve("ui"));
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        api.resolve("CheckStandIn.java").toString(),
                        "--source",
                        "--list-missing-abstract",
                        api.resolve("knime-5.8.sig").toString(),
                        classes.resolve("core").toString(),
                        classes.resolve("ui").toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, check.waitFor(), () -> mismatches(lines));
        assertTrue(lines.get(lines.size() - 1).endsWith(" 0 mismatches"), () -> mismatches(lines));
        var missing = new TreeSet<String>();
        lines.stream()
                .filter(line -> line.startsWith("note: ")
                        && !ONLY_CALLED.contains(line.substring("note: ".length(), line.indexOf(" lacks"))))
                .forEach(missing::add);
        assertEquals(Set.of(), missing, "abstract methods that implementations would lack");
    }

    private static String mismatches(final List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("note: ")).collect(Collectors.joining("\n"));
    }

    private static Optional<Path> api() {
        String shared = System.getProperty("flowmatch.shared");
        Stream<Path> folders = shared == null
                ? Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared"))
                : Stream.of(Path.of(shared));
        return folders.map(folder -> folder.resolve("knime-api"))
                .filter(api -> Files.isRegularFile(api.resolve("CheckStandIn.java")))
                .findFirst();
    }

    /** Copies the class files of the bundle, or of the class path's entry, that a class comes from. */
    private static void copyClasses(final Class<?> member, final Path to) throws Exception {
        Bundle bundle = FrameworkUtil.getBundle(member);
        if (bundle == null) {
            Path root = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> tree = Files.walk(root)) {
                tree.filter(file -> file.toString().endsWith(".class"))
                        .forEach(file -> copy(file.toUri().toString(), to));
            }
        } else {
            Collections.list(bundle.findEntries("/", "*.class", true)).forEach(entry -> copy(entry.toString(), to));
        }
    }

    /** Copies one class of the API; where a bundle runs from its project the folder of the classes comes first. */
    private static void copy(final String url, final Path to) {
        int start = url.indexOf("/org/knime/");
        if (start < 0 || url.contains(UNCOVERED)) {
            return;
        }
        Path file = to.resolve(url.substring(start + 1));
        try (InputStream in = new URL(url).openStream()) {
            Files.createDirectories(file.getParent());
            Files.write(file, in.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
