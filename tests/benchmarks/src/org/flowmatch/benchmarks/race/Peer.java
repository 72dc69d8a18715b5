// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same work by PyTorch, scipy and POT in a Python process, as far as they are installed. */
public final class Peer implements AutoCloseable {
    private static final String ABSENT = "none";

    private final Optional<Worker> worker;
    private final Request about;

    private Peer(Optional<Worker> worker, Request about) {
        this.worker = worker;
        this.about = about;
    }

    /**
     * @param cores that it may use
     * @param python the command of its Python, with spaces between its words
     */
    public static Peer start(int cores, String python) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(python.strip().split("\\s+")));
        command.add(Path.of(System.getProperty(Ours.HOME, "."), "tests", "benchmarks", "peer", "peer.py")
                .toAbsolutePath()
                .normalize()
                .toString());
        String threads = String.valueOf(cores);
        Map<String, String> environment = Map.of(
                "OMP_NUM_THREADS", threads,
                "OPENBLAS_NUM_THREADS", threads,
                "MKL_NUM_THREADS", threads,
                "PYTHONDONTWRITEBYTECODE", "1");
        try {
            Worker worker = new Worker("the peer (" + python + ")", Cores.pinned(command, cores), environment);
            try {
                return new Peer(Optional.of(worker), worker.ask(Request.of("about")));
            } catch (WorkerFailure e) {
                worker.close();
                return absent(e);
            }
        } catch (WorkerFailure e) {
            return absent(e);
        }
    }

    private static Peer absent(WorkerFailure reason) {
        return new Peer(Optional.empty(), Request.of("absent", "reason", reason.getMessage()));
    }

    /** The process when it has all these modules: torch, scipy or pot. */
    public Optional<Worker> with(String... modules) {
        return worker.filter(process -> Arrays.stream(modules).allMatch(this::has));
    }

    private boolean has(String module) {
        return !ABSENT.equals(about.values().getOrDefault(module, ABSENT));
    }

    /** What it tells of itself, such as its forms of Adam; empty when it does not. */
    public String told(String name) {
        return about.values().getOrDefault(name, "");
    }

    /** Its versions, or why there is none. */
    public String describe() {
        if (worker.isEmpty()) {
            return "no peer was present: " + about.text("reason");
        }
        String algebra = told("blas") + ("yes".equals(told("mkl")) ? " and MKL" : "");
        return "Python " + told("python") + ", torch " + told("torch") + " (" + told("capability") + ", " + algebra
                + "), scipy " + told("scipy") + ", POT " + told("pot");
    }

    @Override
    public void close() {
        worker.ifPresent(Worker::close);
    }
}
