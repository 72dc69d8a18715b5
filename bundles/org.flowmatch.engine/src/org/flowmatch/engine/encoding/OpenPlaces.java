// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The numbers of encoded points that are integrated out: cells that are missing in columns which had no gaps.
 *
 * @param ofPoint the coordinates of such numbers, by point [P]; taken over, not copied, and often the same for many points
 */
public record OpenPlaces(BitSet[] ofPoint) {
    static final BitSet NONE = new BitSet();

    /** Points of which every number is known. */
    public static OpenPlaces none(int points) {
        BitSet[] none = new BitSet[points];
        Arrays.fill(none, NONE);
        return new OpenPlaces(none);
    }

    public boolean at(int point, int coordinate) {
        return ofPoint[point].get(coordinate);
    }

    /** The points with an open number, ascending. */
    public int[] points() {
        return IntStream.range(0, ofPoint.length)
                .filter(point -> !ofPoint[point].isEmpty())
                .toArray();
    }

    /** These points. */
    public OpenPlaces choose(int[] points) {
        return new OpenPlaces(
                Arrays.stream(points).mapToObj(point -> ofPoint[point]).toArray(BitSet[]::new));
    }

    /** The most open numbers of a point; 0 where there are none. */
    public int most() {
        return Arrays.stream(ofPoint).mapToInt(BitSet::cardinality).max().orElse(0);
    }
}
