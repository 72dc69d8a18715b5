// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Corrections of an affine map under falling smoothing, and the one that the rows speak for. More smoothing means more bias, less
 * means more chance. The chance V of a correction is seen where two halves of the rows disagree; the bias B_k of a smoother one is what
 * its squared difference from a rougher one exceeds by what chance explains:
 *
 * <pre>
 * V_k = E|c_k(half) - c_k(other half)|^2 / 4,   B_k = max over rougher j of (E|c_k - c_j|^2 - 2 V_j, 0)
 * </pre>
 *
 * and B_k + V_k is to be least (Lepskii 1990; Goldenshluger and Lepski 2011). The smoothest is no correction at all: for normal rows the
 * affine map is right.
 */
final class SmoothingChoice {
    /** Of the mean cost, each twice the one before it. */
    private static final double[] LADDER = {0.025, 0.05, 0.1, 0.2, 0.4};

    private static final double MARGIN = 2;
    private static final int SPLITS = 2;
    private static final int MOST_PROBES = 500;
    private static final int STREAM = 4;
    /** Of a plan, by cell: its kernel, and costs in single precision. */
    private static final long BYTES_PER_CELL = 12;

    private final MapRows rows;
    private final double meanCost;
    private final float[] probes;
    private final KeyedRandom random;
    private final int columns;

    /**
     * @param smoothing in units of the mean cost; empty for no correction
     * @param correction empty for none
     * @param chance V: the mean squared distance by which the correction would differ with other rows
     * @param roughest the one whose value tells the cost: a mean of all rows needs less smoothing than a map
     */
    record Smoothed(
            OptionalDouble smoothing,
            Optional<EntropicCorrection> correction,
            double chance,
            Optional<EntropicCorrection> roughest) {
        static final Smoothed NONE = new Smoothed(OptionalDouble.empty(), Optional.empty(), 0, Optional.empty());
    }

    /** A correction of all rows, or of a half, with what it is at the probes. */
    private record Fitted(Optional<EntropicCorrection> correction, double[] atProbes) {}

    /** One smoothing with its correction, at the probes [k, d], and its chance V. */
    private record Rung(double smoothing, Optional<EntropicCorrection> correction, double[] atProbes, double chance) {}

    /** @param meanCost E|x1 - x0|^2 of independent rows */
    SmoothingChoice(MapRows rows, double meanCost, long seed) {
        this.rows = rows;
        this.meanCost = meanCost;
        columns = rows.source().columns();
        int count = Math.min(MOST_PROBES, rows.others().rows());
        probes = MapRows.slice(rows.others(), 0, count).toArray();
        random = new KeyedRandom(seed, Purpose.METRIC, STREAM);
    }

    /** The smoothing that the rows speak for. */
    Smoothed chosen(Monitor monitor) {
        List<Rung> rungs = new ArrayList<>();
        for (Rung rung : rungs(LADDER, monitor)) {
            // one that does not converge is too rough
            if (rung.correction.isPresent()) {
                rungs.add(rung);
            }
        }
        rungs.add(new Rung(Double.POSITIVE_INFINITY, Optional.empty(), new double[probes.length], 0));
        Smoothed best = Smoothed.NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < rungs.size(); k++) {
            Rung rung = rungs.get(k);
            double bias = 0;
            for (Rung rougher : rungs.subList(0, k)) {
                bias = Math.max(bias, meanSquare(rung.atProbes, rougher.atProbes) - MARGIN * rougher.chance);
            }
            if (bias + rung.chance < least) {
                least = bias + rung.chance;
                best = rung.correction.isEmpty() ? Smoothed.NONE : smoothed(rung, rungs.get(0));
            }
        }
        return best;
    }

    /** @throws FlowException when the plan does not converge */
    Smoothed given(double smoothing, Monitor monitor) {
        Rung rung = rungs(new double[] {smoothing}, monitor).get(0);
        if (rung.correction.isEmpty()) {
            throw new FlowException(
                    "With the smoothing " + smoothing + " the entropic transport plan of " + rows.rows()
                            + " rows does not converge.",
                    "Choose more smoothing, such as " + TransportMapSettings.USUAL_SMOOTHING
                            + ", or the automatic one.");
        }
        return smoothed(rung, rung);
    }

    private static Smoothed smoothed(Rung rung, Rung roughest) {
        return new Smoothed(OptionalDouble.of(rung.smoothing), rung.correction, rung.chance, roughest.correction);
    }

    private List<Rung> rungs(double[] smoothings, Monitor monitor) {
        int each = 1 + 2 * SPLITS;
        int jobs = smoothings.length * each;
        List<Fitted> fitted = new ArrayList<>();
        ChunksInOrder.run(
                jobs,
                threads(jobs),
                job -> fit(smoothings[job / each], job % each, monitor),
                done -> {
                    fitted.add(done);
                    monitor.report(
                            (double) fitted.size() / jobs,
                            String.format(Locale.ROOT, "Entropic plans: %d of %d", fitted.size(), jobs));
                },
                monitor);
        List<Rung> rungs = new ArrayList<>();
        for (int k = 0; k < smoothings.length; k++) {
            List<Fitted> own = fitted.subList(k * each, (k + 1) * each);
            boolean converged = own.stream().allMatch(fit -> fit.correction.isPresent());
            double chance = 0;
            for (int half = 1; converged && half < each; half += 2) {
                chance += meanSquare(own.get(half).atProbes, own.get(half + 1).atProbes) / (4 * SPLITS);
            }
            Fitted whole = own.get(0);
            rungs.add(new Rung(smoothings[k], converged ? whole.correction : Optional.empty(), whole.atProbes, chance));
        }
        return rungs;
    }

    /** @param part 0 for all rows, then the halves of the first split, and so on */
    private Fitted fit(double smoothing, int part, Monitor monitor) {
        float[] a = part == 0 ? rows.source().toArray() : half(rows.source().toArray(), part, 0);
        float[] b = part == 0 ? rows.target().toArray() : half(rows.target().toArray(), part, 1);
        Optional<EntropicCorrection> correction =
                EntropicCorrection.fit(a, b, columns, smoothing * meanCost, monitor.silent());
        double[] atProbes = correction
                .map(found -> found.at(probes, probes.length / columns))
                .orElseGet(() -> new double[probes.length]);
        return new Fitted(correction, atProbes);
    }

    private float[] half(float[] all, int part, int side) {
        int split = (part - 1) / 2;
        int half = rows.rows() / 2;
        int first = (part - 1) % 2 * half;
        int[] order = random.permutation(rows.rows(), 2L * split + side);
        float[] chosen = new float[half * columns];
        for (int i = 0; i < half; i++) {
            System.arraycopy(all, order[first + i] * columns, chosen, i * columns, columns);
        }
        return chosen;
    }

    private double meanSquare(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum * columns / a.length;
    }

    /** As many as there are cores, as long as their plans take at most a quarter of the heap. */
    private int threads(int jobs) {
        long fitting = Runtime.getRuntime().maxMemory() / 4 / (BYTES_PER_CELL * rows.rows() * rows.rows());
        return (int) Math.max(1, Math.min(ChunksInOrder.threads(jobs), fitting));
    }
}
