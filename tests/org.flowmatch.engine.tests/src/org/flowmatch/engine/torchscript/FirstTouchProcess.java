// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link FirstTouch} in a JVM of its own: a process loads one libtorch, and DJL looks for its engine once. */
final class FirstTouchProcess {

    private FirstTouchProcess() {}

    /**
     * @param folder for copies of bundles
     * @param variables of the environment; an empty one is removed
     * @param options of the JVM
     * @return what the process prints
     */
    static String run(Path folder, String loader, Map<String, String> variables, String... options) throws Exception {
        Class<?> logging = Class.forName("org.slf4j.LoggerFactory", false, Engine.class.getClassLoader());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(PlainClassPath.of(folder, FirstTouch.class, TorchRuntime.class, Engine.class, logging));
        command.add(FirstTouch.class.getName());
        command.add(loader);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        variables.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        return output;
    }
}
