// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import org.flowmatch.benchmarks.Journal;

/**
 * Measures contestants in turn, round by round, so that what disturbs the machine for a while disturbs all of them. Each
 * repeats its work until a measurement is long enough; before the first round all are warmed up, and of several ways the
 * fastest is taken.
 *
 * @param rounds how many times each is measured
 * @param seconds of one measurement at least
 * @param warmUp seconds that the first contestant works before, whose JVM compiles on the way; the others work for one
 *     measurement
 */
public record Race(int rounds, double seconds, double warmUp) {
    private static final long PAUSE_MILLIS = 20;
    private static final int LARGEST_GROWTH = 16;
    private static final int TRIALS = 3;

    public Race {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds is " + rounds + ", but must be at least 1.");
        }
    }

    /**
     * One contestant's times.
     *
     * @param label with the way that was taken
     * @param wall seconds of one repetition, by round
     * @param cpu the same of CPU time
     * @param result what the last measurement gave to check it by
     */
    public record Times(String label, Series wall, Series cpu, double result) {}

    /**
     * The times of the contestants, in their order.
     *
     * @param key of the race in a journal that may have these times already
     */
    public List<Times> run(String key, List<Contestant> contestants, Journal journal) throws IOException {
        List<Times> known = new ArrayList<>();
        for (Contestant contestant : contestants) {
            journal.find(key(key, contestant))
                    .map(numbers -> times(contestant, numbers))
                    .ifPresent(known::add);
        }
        if (known.size() == contestants.size()) {
            return known;
        }
        List<Times> measured = new ArrayList<>();
        for (Runner runner : measure(contestants)) {
            measured.add(times(runner.contestant, runner.numbers()));
            journal.put(key(key, runner.contestant), runner.numbers());
        }
        return measured;
    }

    private String key(String race, Contestant contestant) {
        return race + ", " + contestant.label() + ", " + rounds + " rounds";
    }

    /** @param numbers which way was taken, the result, wall seconds by round, CPU seconds by round */
    private Times times(Contestant contestant, double[] numbers) {
        String way = contestant.sortedWays().get((int) numbers[0]).getKey();
        return new Times(
                way.isEmpty() ? contestant.label() : contestant.label() + ", " + way,
                new Series(Arrays.copyOfRange(numbers, 2, 2 + rounds)),
                new Series(Arrays.copyOfRange(numbers, 2 + rounds, 2 + 2 * rounds)),
                numbers[1]);
    }

    private List<Runner> measure(List<Contestant> contestants) throws WorkerFailure {
        List<Runner> runners = new ArrayList<>();
        for (Contestant contestant : contestants) {
            runners.add(warm(contestant, runners.isEmpty() ? warmUp : seconds));
        }
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < runners.size(); k++) {
                pause();
                runners.get((round + k) % runners.size()).measure();
            }
        }
        return runners;
    }

    private Runner warm(Contestant contestant, double enough) throws WorkerFailure {
        Runner best = null;
        double least = Double.POSITIVE_INFINITY;
        List<Map.Entry<String, Request>> ways = contestant.sortedWays();
        for (int k = 0; k < ways.size(); k++) {
            Request work = ways.get(k).getValue();
            Runner runner = new Runner(contestant, k, work, repeats(contestant, work, enough));
            double time = ways.size() == 1 ? 0 : runner.trial();
            if (time < least) {
                least = time;
                best = runner;
            }
        }
        return best;
    }

    /** Warms up and finds how many repetitions take long enough. */
    private int repeats(Contestant contestant, Request work, double enough) throws WorkerFailure {
        double spent = 0;
        int repeat = 1;
        while (true) {
            Timing timing = contestant.worker().measure(work, repeat);
            spent += timing.wall();
            double fitting = Math.ceil(seconds / timing.wallOfOne());
            if (fitting <= repeat * 1.5 && spent >= enough) {
                return (int) Math.max(1, fitting);
            }
            repeat = (int) Math.max(1, Math.min(fitting, (double) LARGEST_GROWTH * repeat));
        }
    }

    private static void pause() {
        // threads of libraries that wait actively have gone to sleep by then
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }

    private static final class Runner {
        private final Contestant contestant;
        private final int way;
        private final Request work;
        private final int repeat;
        private final List<Timing> timings = new ArrayList<>();

        Runner(Contestant contestant, int way, Request work, int repeat) {
            this.contestant = contestant;
            this.way = way;
            this.work = work;
            this.repeat = repeat;
        }

        void measure() throws WorkerFailure {
            timings.add(contestant.worker().measure(work, repeat));
        }

        /** The median wall time of a few short measurements. */
        double trial() throws WorkerFailure {
            double[] walls = new double[TRIALS];
            int few = Math.max(1, repeat / TRIALS);
            for (int k = 0; k < walls.length; k++) {
                walls[k] = contestant.worker().measure(work, few).wallOfOne();
            }
            return new Series(walls).median();
        }

        double[] numbers() {
            DoubleStream first =
                    DoubleStream.of(way, timings.get(timings.size() - 1).result());
            DoubleStream walls = timings.stream().mapToDouble(Timing::wallOfOne);
            DoubleStream cpus = timings.stream().mapToDouble(Timing::cpuOfOne);
            return DoubleStream.concat(first, DoubleStream.concat(walls, cpus)).toArray();
        }
    }
}
