// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.torchscript.TorchRuntime;

/**
 * This product as a worker process: answers the requests of a driver line by line, as the PyTorch peer does.
 *
 * <pre>
 * about                               what the process runs on
 * write    kind=... folder=...        writes the work's data to files that a peer reads
 * measure  kind=... repeat=...        does it; preparation is not counted
 * peak                                what one core can do at most
 * resident steps=...                  the main memory during a long training
 * together steps=...                  whether two trainings at once end like each alone
 * quit                                ends
 * </pre>
 */
public final class WorkLoop {
    private final Map<Request, Work> prepared = new HashMap<>();

    /** Serves until "quit" or the end of the input. */
    public static void serve(InputStream in, PrintStream out) throws IOException {
        WorkLoop loop = new WorkLoop();
        BufferedReader requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null && !"quit".equals(line); line = requests.readLine()) {
            out.println(loop.answer(line));
            out.flush();
        }
    }

    private String answer(String line) {
        try {
            Request request = Request.parse(line);
            return switch (request.verb()) {
                case "about" -> about().line();
                case "write" -> write(request).line();
                case "measure" -> measure(request).line();
                case "peak" -> PeakWork.measured().line();
                case "resident" -> MemoryWork.resident(request).line();
                case "together" -> MemoryWork.together(request).line();
                default -> "error\tthere is no verb \"" + request.verb() + "\"";
            };
        } catch (IOException | FlowException | IllegalArgumentException e) {
            return "error\t" + String.valueOf(e.getMessage()).replaceAll("[\t\r\n]", " ");
        }
    }

    private static Request about() {
        long began = System.nanoTime();
        TorchRuntime.load();
        return Request.of(
                "ok",
                "java",
                Runtime.version().toString(),
                "vm",
                System.getProperty("java.vm.name"),
                "libtorch",
                library(),
                "load",
                (System.nanoTime() - began) * 1e-9,
                "processors",
                Runtime.getRuntime().availableProcessors());
    }

    private static String library() {
        String named = System.getenv("PYTORCH_LIBRARY_PATH");
        return named == null ? TorchRuntime.LIBTORCH_VERSION : "in " + named;
    }

    private static Request write(Request request) throws IOException {
        switch (request.text("kind")) {
            case "sample" -> SampleWork.write(request);
            case "pair" -> PairWork.write(request);
            default -> throw new IllegalArgumentException("nothing is written for " + request.text("kind"));
        }
        return Request.of("ok");
    }

    private Request measure(Request request) throws IOException {
        int repeat = request.number("repeat");
        Request key = request.with("repeat", 1);
        Work work = prepared.get(key);
        if (work == null) {
            work = prepare(key);
            prepared.put(key, work);
        }
        Stopwatch watch = new Stopwatch(repeat);
        return watch.answer(work.run(repeat, watch));
    }

    private static Work prepare(Request request) {
        return switch (request.text("kind")) {
            case "train" -> TrainWork.of(request);
            case "sample" -> SampleWork.of(request);
            case "pair" -> PairWork.of(request);
            default -> throw new IllegalArgumentException("there is no work " + request.text("kind"));
        };
    }
}
