// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that does measured work when asked for it: one line asks, one line answers, "ok" with NAME=VALUE cells or "error"
 * with a message. What it prints on its standard error stream goes to ours.
 */
public final class Worker implements Measured, AutoCloseable {
    private static final long SECONDS_TO_END = 5;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;

    /**
     * @param name for messages
     * @param environment added to this process's
     * @throws WorkerFailure when the command cannot be run
     */
    public Worker(String name, List<String> command, Map<String, String> environment) throws WorkerFailure {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new WorkerFailure(name + " cannot be started: " + e.getMessage(), e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    /** @throws WorkerFailure when the worker refuses, has ended, or answers something else than what was agreed */
    public synchronized Request ask(Request request) throws WorkerFailure {
        requests.println(request.line());
        String line;
        try {
            line = answers.readLine();
        } catch (IOException e) {
            throw new WorkerFailure(name + " has ended: " + e.getMessage(), e);
        }
        if (line == null) {
            throw new WorkerFailure(name + " has ended without an answer to \"" + request.line() + "\"");
        }
        return Request.answer(name, line);
    }

    @Override
    public Timing measure(Request work, int repeat) throws WorkerFailure {
        Request answer = ask(work.with("repeat", repeat));
        return Timing.of(name, answer, repeat);
    }

    @Override
    public void close() {
        requests.println("quit");
        requests.close();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        process.destroy();
    }
}
