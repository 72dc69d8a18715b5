// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This product and, where there is one, its PyTorch peer: two processes kept to the same cores. */
public final class Team implements AutoCloseable {
    private static final String HOME = "flowmatch.home";
    private static final String BUILD = "flowmatch.build";

    private final Worker ours;
    private final Optional<Worker> peer;
    private final String describeOurs;
    private final Request aboutPeer;

    private Team(Worker ours, String describeOurs, Optional<Worker> peer, Request aboutPeer) {
        this.ours = ours;
        this.describeOurs = describeOurs;
        this.peer = peer;
        this.aboutPeer = aboutPeer;
    }

    /**
     * @param cores that both may use
     * @param python command of the peer's Python
     * @throws WorkerFailure when this product's process cannot be started
     */
    public static Team start(int cores, String python) throws IOException {
        Worker ours = new Worker("this product's process", Cores.pinned(command(), cores), Map.of());
        Request about = ours.ask(Request.of("about"));
        String described = "libtorch " + about.text("libtorch") + ", Java " + about.text("java");
        Map<String, String> environment = Map.of(
                "OMP_NUM_THREADS", String.valueOf(cores),
                "OPENBLAS_NUM_THREADS", String.valueOf(cores),
                "MKL_NUM_THREADS", String.valueOf(cores),
                "PYTHONDONTWRITEBYTECODE", "1");
        List<String> command = new ArrayList<>(Arrays.asList(python.strip().split("\\s+")));
        command.add(Path.of(System.getProperty(HOME, "."), "tests", "benchmarks", "peer", "peer.py")
                .toAbsolutePath()
                .normalize()
                .toString());
        Worker peer = null;
        try {
            peer = new Worker("the peer (" + python + ")", Cores.pinned(command, cores), environment);
            return new Team(ours, described, Optional.of(peer), peer.ask(Request.of("about")));
        } catch (WorkerFailure e) {
            if (peer != null) {
                peer.close();
            }
            return new Team(ours, described, Optional.empty(), Request.of("absent", "reason", e.getMessage()));
        }
    }

    /** This program once more, as a worker: by the launcher in a framework, otherwise with the same class path. */
    private static List<String> command() {
        if (System.getProperty(BUILD) != null) {
            return List.of(
                    Path.of(System.getProperty(HOME), "releng", "org.flowmatch.runner", "launch")
                            .toString(),
                    System.getProperty(HOME),
                    System.getProperty(BUILD),
                    "bench",
                    "worker");
        }
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return List.of(
                java,
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.flowmatch.benchmarks.Benchmarks",
                "worker");
    }

    public Worker ours() {
        return ours;
    }

    /** The peer when it has all these modules: torch, scipy or pot. */
    public Optional<Worker> peer(String... modules) {
        return peer.filter(worker -> Arrays.stream(modules).allMatch(this::has));
    }

    private boolean has(String module) {
        return !"none".equals(aboutPeer.values().getOrDefault(module, "none"));
    }

    /** What the peer tells of itself, such as its forms of Adam; empty when it does not. */
    public String peers(String name) {
        return aboutPeer.values().getOrDefault(name, "");
    }

    public String describeOurs() {
        return describeOurs;
    }

    /** The peer's versions, or why there is none. */
    public String describePeer() {
        if (peer.isEmpty()) {
            return "no peer was present: " + aboutPeer.text("reason");
        }
        String blas = peers("blas") + ("yes".equals(peers("mkl")) ? " and MKL" : "");
        return "Python " + peers("python") + ", torch " + peers("torch") + " (" + peers("capability") + ", " + blas
                + "), scipy " + peers("scipy") + ", POT " + peers("pot");
    }

    /** A folder for data that both read; the caller deletes it. */
    public static Path folder() throws IOException {
        return Files.createTempDirectory("flowmatch-bench");
    }

    @Override
    public void close() {
        ours.close();
        peer.ifPresent(Worker::close);
    }
}
