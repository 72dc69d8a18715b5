// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.GowerDistance;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.NearestRecords;

/**
 * The closest record of each row.
 *
 * @param records rows of the records [n]
 * @param distances from them [n]
 */
record Closest(int[] records, double[] distances) {
    private static final int ROWS_AT_ONCE = 50;

    /** Finds closest records on several threads. */
    record Search(int threads, Monitor monitor) {
        Closest of(MixedSample rows, MixedSample records, GowerDistance distance) {
            return of(rows, new NearestRecords(distance, records), new int[0]);
        }

        /** @param excluded of each row the record that does not count; empty where all do */
        Closest of(MixedSample rows, NearestRecords records, int[] excluded) {
            int jobs = (rows.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
            List<NearestRecords.Nearest[]> found = Batch.run(
                    jobs,
                    threads,
                    "Looks for the closest records",
                    job -> {
                        int first = job * ROWS_AT_ONCE;
                        NearestRecords.Nearest[] nearest =
                                new NearestRecords.Nearest[Math.min(ROWS_AT_ONCE, rows.rows() - first)];
                        Arrays.setAll(
                                nearest,
                                i -> excluded.length == 0
                                        ? records.of(rows, first + i)
                                        : records.of(rows, first + i, excluded[first + i]));
                        return nearest;
                    },
                    monitor);
            NearestRecords.Nearest[] all =
                    found.stream().flatMap(Arrays::stream).toArray(NearestRecords.Nearest[]::new);
            return new Closest(
                    Arrays.stream(all).mapToInt(NearestRecords.Nearest::record).toArray(),
                    Arrays.stream(all)
                            .mapToDouble(NearestRecords.Nearest::distance)
                            .toArray());
        }

        Search part(double from, double to) {
            return new Search(threads, monitor.part(from, to));
        }
    }
}
