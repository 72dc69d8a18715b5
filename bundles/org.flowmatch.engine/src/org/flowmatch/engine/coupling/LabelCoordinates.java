// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;

/**
 * The labels of source and target rows, and the numbers that only some rows have, as coordinates of a squared distance: rows
 * whose labels differ are the weight apart for each, and a number without a value lies at 0, the middle of the scores. Each
 * level that occurs in a batch on both sides is a coordinate that is sqrt(weight / 2) in the rows that have it; levels of one
 * side alone share a coordinate, because they differ from all that they are compared with.
 */
public final class LabelCoordinates {
    private final List<RowPart> labels;
    private final List<Governed> governed;
    private final int columns;
    private final float entry;

    /** A number that is there only in rows in which a label has its last level. */
    private record Governed(int coordinate, RowPart governor) {}

    public LabelCoordinates(RowSpace space, double weight) {
        columns = space.width();
        entry = (float) Math.sqrt(weight / 2);
        labels = entry == 0
                ? List.of()
                : space.parts().stream().filter(RowPart::isLabel).toList();
        governed = new ArrayList<>();
        RowPart label = null;
        for (RowPart part : space.parts()) {
            label = part.isLabel() ? part : label;
            for (int c = part.offset(); part.governed() && c < part.end(); c++) {
                governed.add(new Governed(c, label));
            }
        }
    }

    /**
     * The coordinates of some rows.
     *
     * @param source [n, width]
     * @param target [n, width]
     */
    public record Coordinates(int width, float[] source, float[] target) {
        /** Puts them into rows [n, d] from column {@code first} on. */
        void set(float[] a, float[] b, int d, int first) {
            for (int row = 0; row * d < a.length; row++) {
                System.arraycopy(source, row * width, a, row * d + first, width);
                System.arraycopy(target, row * width, b, row * d + first, width);
            }
        }
    }

    /**
     * @param x0 source rows [rows, D]
     * @param x1 target rows [rows, D]
     * @param places of the n rows
     */
    public Coordinates of(float[] x0, float[] x1, int[] places) {
        int[][] from = new int[labels.size()][];
        int[][] to = new int[labels.size()][];
        int width = governed.size();
        int[] first = new int[labels.size()];
        for (int k = 0; k < labels.size(); k++) {
            from[k] = levels(labels.get(k), x0, places);
            to[k] = levels(labels.get(k), x1, places);
            first[k] = width;
            width += number(from[k], to[k]);
        }
        float[] source = new float[places.length * width];
        float[] target = new float[source.length];
        for (int row = 0; row < places.length; row++) {
            for (int i = 0; i < governed.size(); i++) {
                source[row * width + i] = value(i, x0, places[row]);
                target[row * width + i] = value(i, x1, places[row]);
            }
            for (int k = 0; k < labels.size(); k++) {
                source[row * width + first[k] + from[k][row]] = entry;
                target[row * width + first[k] + to[k][row]] = entry;
            }
        }
        return new Coordinates(width, source, target);
    }

    private int[] levels(RowPart label, float[] x, int[] places) {
        int[] levels = new int[places.length];
        for (int row = 0; row < levels.length; row++) {
            levels[row] = (int) x[places[row] * columns + label.offset()];
        }
        return levels;
    }

    /** Puts coordinates from 0 on in place of levels, and gives their number. */
    private static int number(int[] from, int[] to) {
        Map<Integer, Integer> ofSource = new HashMap<>();
        for (int level : from) {
            ofSource.put(level, 0);
        }
        Map<Integer, Integer> both = new HashMap<>();
        for (int level : to) {
            if (ofSource.containsKey(level)) {
                both.putIfAbsent(level, both.size());
            }
        }
        int alone = both.size();
        for (int row = 0; row < from.length; row++) {
            from[row] = both.getOrDefault(from[row], alone);
            to[row] = both.getOrDefault(to[row], alone + 1);
        }
        return alone + 2;
    }

    private float value(int i, float[] x, int place) {
        RowPart governor = governed.get(i).governor();
        boolean has = (int) x[place * columns + governor.offset()] == governor.levels() - 1;
        return has ? x[place * columns + governed.get(i).coordinate()] : 0;
    }
}
