// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.flowmatch.benchmarks.race.Request;

/**
 * Wall time, and the CPU time of all threads of this process (on Linux in hundredths of a second). Starts when made; work that
 * sets itself up anew each time starts it again after that, as a peer's setting-up is not timed either.
 */
final class Stopwatch {
    private final int repeat;
    private int counted;
    private long wall;
    private long cpu;
    private boolean running = true;

    /** @param repeat repetitions that will be done */
    Stopwatch(int repeat) {
        this.repeat = repeat;
        startAgain(0);
    }

    /** What was done so far does not count. */
    void startAgain(int done) {
        counted = repeat - done;
        cpu = cpuNanos();
        wall = System.nanoTime();
    }

    /** Ends the time; only the first call counts. */
    void stop() {
        if (running) {
            wall = System.nanoTime() - wall;
            cpu = cpuNanos() - cpu;
            running = false;
        }
    }

    /** The time of all repetitions, from that of those that counted. */
    Request answer(double result) {
        stop();
        double scale = 1e-9 * repeat / counted;
        return Request.of("ok", "wall", wall * scale, "cpu", cpu * scale, "result", result);
    }

    private static long cpuNanos() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime");
        } catch (JMException e) {
            throw new IllegalStateException("this Java does not tell the CPU time of its process", e);
        }
    }
}
