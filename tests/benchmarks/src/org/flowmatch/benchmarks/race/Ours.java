// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This product as a worker: this program once more, by the launcher in a framework, otherwise on the same class path. */
public final class Ours {
    /** System property: the repository. */
    static final String HOME = "flowmatch.home";

    private static final String BUILD = "flowmatch.build";

    private Ours() {}

    /**
     * @param cores that it may use
     * @param javaOptions for its JVM, such as -Xmx1g
     * @throws WorkerFailure when it cannot be started
     */
    public static Worker start(int cores, List<String> javaOptions) throws IOException {
        List<String> command = command(javaOptions);
        command.add("worker");
        return new Worker(
                "this product's process",
                Cores.pinned(command, cores),
                Map.of("FLOWMATCH_JAVA_OPTS", String.join(" ", javaOptions)));
    }

    /**
     * The command that starts this program once more, to which its arguments are to be added.
     *
     * @param javaOptions for its JVM where there is no launcher, which reads them from environment variables
     */
    public static List<String> command(List<String> javaOptions) {
        if (built()) {
            return new ArrayList<>(launcher("bench"));
        }
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.flowmatch.benchmarks.Benchmarks"));
        return command;
    }

    /** Whether this is the built product, which has a launcher. */
    public static boolean built() {
        return System.getProperty(BUILD) != null;
    }

    /** The command, repository, build folder and application (run or bench) of the built product. */
    public static List<String> launcher(String application) {
        String home = System.getProperty(HOME);
        return List.of(
                "sh",
                Path.of(home, "releng", "org.flowmatch.runner", "launch").toString(),
                home,
                System.getProperty(BUILD),
                application);
    }
}
