// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.engine.training.Trainer;

/** Long trainings: the process's main memory on the way, and the losses of two trainings at the same time. */
final class MemoryWork {
    private static final int DIMENSIONS = 2;
    private static final int WIDTH = 64;
    private static final int BATCH = 256;
    private static final int READINGS = 5;

    private MemoryWork() {}

    /** Values: steps. The main memory in bytes after each fifth of them: resident1 to resident5. */
    static Request resident(Request request) {
        int steps = request.number("steps");
        MemoryReadings readings = new MemoryReadings();
        losses(new CouplingSettings.Independent(), steps, readings);
        Request answer = Request.of("ok");
        for (int k = 0; k < READINGS; k++) {
            answer = answer.with("resident" + (k + 1), readings.bytes[k]);
        }
        return answer;
    }

    /** Values: steps. Whether two trainings, one of them with optimal transport, have the same losses at once as alone. */
    static Request together(Request request) {
        int steps = request.number("steps");
        CouplingSettings independent = new CouplingSettings.Independent();
        CouplingSettings transport = new CouplingSettings.OptimalTransport(BATCH);
        List<Double> first = losses(independent, steps, Monitor.none());
        List<Double> second = losses(transport, steps, Monitor.none());
        CompletableFuture<List<Double>> other =
                CompletableFuture.supplyAsync(() -> losses(transport, steps, Monitor.none()));
        List<Double> firstAgain = losses(independent, steps, Monitor.none());
        return Request.of(
                "ok", "equal", first.equals(firstAgain) && second.equals(other.join()), "points", first.size());
    }

    private static List<Double> losses(CouplingSettings coupling, int steps, Monitor monitor) {
        return Trainer.train(
                        BenchmarkData.coupling(coupling, DIMENSIONS),
                        new LinearPath(),
                        BenchmarkData.network(WIDTH),
                        TrainWork.settings(BATCH).withBudget(new Budget.Steps(steps)),
                        Optional.empty(),
                        monitor)
                .losses()
                .stream()
                .map(LossPoint::train)
                .toList();
    }

    private static long bytes() {
        return MemoryUse.now()
                .resident()
                .orElseThrow(() -> new FlowException(
                        "This system does not tell the main memory of a process.", "Run this benchmark on Linux."));
    }

    private static final class MemoryReadings implements Monitor {
        private final long[] bytes = new long[READINGS];
        private int taken;

        @Override
        public void report(double fraction, String message) {
            while (taken < READINGS && fraction >= (taken + 1.0) / READINGS) {
                bytes[taken++] = bytes();
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
