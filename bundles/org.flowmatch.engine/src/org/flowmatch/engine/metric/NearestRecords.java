// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

/** The record that is closest to a row by {@link GowerDistance}, of records kept row by row; of equally close ones the first. */
public final class NearestRecords {
    private static final int NONE = -1;

    private final GowerDistance distance;
    private final double[] records;
    private final int columns;

    /**
     * @param distance of the records' columns
     * @param records at least one
     */
    public NearestRecords(GowerDistance distance, MixedSample records) {
        if (records.rows() == 0) {
            throw new IllegalArgumentException("no records");
        }
        this.distance = distance;
        columns = records.columns().size();
        this.records = new double[Math.multiplyExact(records.rows(), columns)];
        for (int row = 0; row < records.rows(); row++) {
            records.copyRow(row, this.records, row * columns);
        }
    }

    /**
     * @param record its row
     * @param distance at least 0
     */
    public record Nearest(int record, double distance) {}

    /** @param sample with the columns of the records */
    public Nearest of(MixedSample sample, int row) {
        return of(sample, row, NONE);
    }

    /**
     * The same among all records but one; at an infinite distance where there is no other.
     *
     * @param excluded its row
     */
    public Nearest of(MixedSample sample, int row, int excluded) {
        double[] cells = new double[columns];
        sample.copyRow(row, cells, 0);
        double least = Double.POSITIVE_INFINITY;
        int record = 0;
        for (int i = 0, at = 0; at < records.length; i++, at += columns) {
            double found = distance.between(cells, 0, records, at, least);
            if (found < least && i != excluded) {
                least = found;
                record = i;
            }
        }
        return new Nearest(record, least);
    }
}
