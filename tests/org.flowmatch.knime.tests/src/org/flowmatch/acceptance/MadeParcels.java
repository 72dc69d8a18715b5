// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made parcels whose columns say much of each other: the kind of a parcel gives its usual weight, kind and weight its length, zone,
 * weight and express its price. In the table with gaps each cell is missing with probability 0.2, whatever the others are.
 */
final class MadeParcels {
    static final List<String> NAMES = List.of("kind", "zone", "express", "weight", "length", "price");
    /** The number of the columns at the beginning that hold texts. */
    static final int TEXTS = 3;

    private static final double SHARE_MISSING = 0.2;
    private static final List<String> KINDS = List.of("letter", "tube", "box", "crate");
    private static final double[] WEIGHTS = {0.2, 1, 4, 25};
    private static final double[] LENGTHS = {30, 90, 45, 120};
    private static final List<String> ZONES = List.of("near", "far", "abroad");
    private static final double[] RATES = {1, 2.2, 5};

    private final KeyedRandom random = new KeyedRandom(11, Purpose.SPLIT);

    /** All cells [count, 6], a function of the number of a row. */
    List<List<String>> rows(int count) {
        return IntStream.range(0, count).mapToObj(this::row).toList();
    }

    private List<String> row(int i) {
        float[] u = new float[3];
        random.uniforms(i, 0, u, 0, u.length);
        float[] n = new float[3];
        random.gaussians(i, 1, n, 0, n.length);
        int kind = (int) (u[0] * KINDS.size());
        int zone = (int) (u[1] * ZONES.size());
        boolean express = u[2] < (zone == 2 ? 0.7 : 0.2);
        double spread = Math.exp(0.3 * n[0]);
        double weight = WEIGHTS[kind] * spread;
        double length = LENGTHS[kind] * Math.cbrt(spread) * (1 + 0.04 * n[1]);
        double price = RATES[zone] * (express ? 1.6 : 1) * (3 + Math.sqrt(weight)) * (1 + 0.03 * n[2]);
        return List.of(
                KINDS.get(kind),
                ZONES.get(zone),
                express ? "yes" : "no",
                Double.toString(Math.rint(1000 * weight) / 1000),
                Double.toString(Math.rint(10 * length) / 10),
                Double.toString(Math.rint(100 * price) / 100));
    }

    /** The rows with an empty text for each missing cell. */
    List<List<String>> withGaps(int count) {
        List<List<String>> gappy = new ArrayList<>();
        List<List<String>> rows = rows(count);
        for (int i = 0; i < count; i++) {
            float[] u = new float[NAMES.size()];
            random.uniforms(i, 2, u, 0, u.length);
            List<String> cells = new ArrayList<>(rows.get(i));
            for (int c = 0; c < u.length; c++) {
                if (u[c] < SHARE_MISSING) {
                    cells.set(c, "");
                }
            }
            gappy.add(cells);
        }
        return gappy;
    }
}
