// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;

/**
 * Draws of what is open in rows, from its law given the rest. Few rows are drawn several times in one solve. A draw is a
 * function of the seed, its number and the rows, however many draws there are.
 */
final class Draws {
    private static final int ROWS_AT_ONCE = 1 << 15;

    private final FlowModel model;
    private final MixedMover mover;
    private final AllowedLevels allowed;
    private final ImputationSettings settings;
    private final KeyedRandom seeds;
    private final double total;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final long began = System.nanoTime();
    private double done;

    /** Takes draw after draw. */
    @FunctionalInterface
    interface Sink {
        /** @param rows encoded [n, D], given coordinates as they are but for numbers whose label says that they have none */
        void take(int draw, RowMatrix rows);
    }

    /** @param total rows that will be drawn, counted as often as they are, for the progress */
    Draws(FlowModel model, MixedFlow flow, ImputationSettings settings, double total) {
        this.model = model;
        mover = new MixedMover(flow);
        allowed = AllowedLevels.present(model.encoding());
        this.settings = settings;
        seeds = new KeyedRandom(settings.seed(), Purpose.SAMPLE_NOISE, 1);
        this.total = total;
    }

    /**
     * @param rows at least one
     * @param block the number of these rows among others that are drawn under the same seed
     */
    void of(OpenRows rows, int block, Sink sink, Monitor monitor) {
        int n = rows.count();
        int together = Math.max(1, ROWS_AT_ONCE / n);
        for (int first = 0; first < settings.draws(); first += together) {
            int count = Math.min(together, settings.draws() - first);
            long seed = seeds.bits(block, first / together);
            RowMatrix end = draw(rows, Math.multiplyExact(count, n), seed, monitor);
            done += (double) count * n;
            for (int draw = 0; draw < count; draw++) {
                sink.take(first + draw, OpenRows.part(end, draw * n, n));
            }
        }
    }

    private RowMatrix draw(OpenRows rows, int count, long seed, Monitor monitor) {
        SamplingSettings sampling =
                settings.sampling().withNoise(settings.sampling().diffusion(), seed);
        Samples samples = mover.complete(
                model,
                SourceRows.unitNoise(
                        model.encoding().space(),
                        new KeyedRandom(seed, Purpose.SAMPLE_NOISE),
                        count,
                        new Progress(monitor, 0)),
                Optional.of(repeated(rows.given(), count)),
                allowed,
                rows.conditions().map(told -> repeated(told, count)),
                sampling,
                new Progress(monitor, count));
        warnings.addAll(samples.warnings());
        return samples.end();
    }

    /** What a user should know of how they were drawn. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The rows over and over. */
    private static RowMatrix repeated(RowMatrix rows, int count) {
        return new MadeRows(count, rows.columns(), (row, dst, off) -> rows.copyRow(row % rows.rows(), dst, off));
    }

    /** The progress of one solve as one of all. */
    private final class Progress implements Monitor {
        private final Monitor whole;
        private final int rows;

        Progress(Monitor whole, int rows) {
            this.whole = whole;
            this.rows = rows;
        }

        @Override
        public void report(double fraction, String message) {
            double drawn = done + fraction * rows;
            double rate = drawn / ((System.nanoTime() - began) * 1e-9);
            whole.report(
                    Math.min(1, drawn / total),
                    String.format(
                            Locale.ROOT,
                            "Drew %,.0f of %,.0f rows, %,.0f rows/s%s",
                            drawn,
                            total,
                            rate,
                            drawn > 0 ? ", " + TimeLeft.text(Math.max(0, total - drawn) / rate) : ""));
        }

        @Override
        public boolean cancelled() {
            return whole.cancelled();
        }
    }
}
