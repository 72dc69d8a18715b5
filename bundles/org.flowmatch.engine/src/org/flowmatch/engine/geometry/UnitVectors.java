// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * The unit vectors among the coordinates of rows.
 *
 * @param all in the order of their first coordinates, which do not overlap
 */
public record UnitVectors(List<UnitVector> all) {
    /** Of rows that are vectors. */
    public static final UnitVectors NONE = new UnitVectors(List.of());

    public UnitVectors {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Those of these coordinates alone.
     *
     * @param coordinates ascending; the vectors' own are their places among them
     */
    public UnitVectors among(int[] coordinates) {
        return new UnitVectors(all.stream()
                .map(vector -> new UnitVector(
                        Arrays.stream(vector.coordinates())
                                .map(c -> Arrays.binarySearch(coordinates, c))
                                .toArray(),
                        vector.curve()))
                .filter(vector -> Arrays.stream(vector.coordinates()).allMatch(place -> place >= 0))
                .toList());
    }

    /** Makes of those that stand for vectors of the orthant, in a row that begins at {@code from}, these vectors. */
    public void fold(float[] rows, int from) {
        all.forEach(vector -> vector.fold(rows, from));
    }

    /** Makes unit vectors of the coordinates of a row that begins at {@code from}, in their place. */
    public void normalise(float[] rows, int from) {
        for (UnitVector vector : all) {
            vector.normalise(rows, from);
        }
    }
}
