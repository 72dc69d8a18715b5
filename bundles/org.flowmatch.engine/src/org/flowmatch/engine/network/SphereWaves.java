// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;

/**
 * Waves that run over a sphere in many directions: sin(f a'x) and cos(f a'x) of three inputs x that are a unit vector, for directions a
 * and frequencies f (Tancik, Srinivasan, Mildenhall, Fridovich-Keil, Raghavan, Singhal, Ramamoorthi, Barron, Ng, 2020). Directions fill
 * half the sphere and the frequencies 1 to the finest in their logarithm evenly, by a lattice in place of random numbers.
 *
 * @param places of the first coordinate of each sphere among the inputs; empty for none
 * @param count of directions, 0 to 1,024
 * @param finest frequency, 1 to 1,024
 */
public record SphereWaves(List<Integer> places, int count, int finest) {
    /** {@link #NONE} as it would be stored. */
    static final String NONE_AS_JSON = "{\"places\": [], \"count\": 0, \"finest\": 1}";

    /** The numbers of a point on a sphere. */
    static final int COORDINATES = 3;

    private static final String REMEDY = "Positions on the earth want 128 waves of frequencies up to 60.";
    private static final Range COUNT = Range.between(0, 1024);
    private static final Range FINEST = Range.between(1, 1024);
    private static final Range PLACE = Range.between(0, 65_536);

    /** Powers of the inverse of the root of x^3 = x + 1: their multiples fill the unit square evenly (Roberts 2018). */
    private static final double FIRST = 0.7548776662466927;

    private static final double SECOND = FIRST * FIRST;

    /** No sphere; behind the ranges, which its constructor reads. */
    public static final SphereWaves NONE = new SphereWaves(List.of(), 0, 1);

    public SphereWaves {
        places = List.copyOf(places);
        COUNT.check("The number of waves of a sphere", count, REMEDY);
        FINEST.check("The finest frequency of a sphere", finest, REMEDY);
        for (int place : places) {
            PLACE.check("The place of a sphere among the inputs", place, REMEDY);
        }
        if (places.isEmpty() != (count == 0)) {
            throw new FlowException("Spheres have inputs without waves, or waves without inputs.", REMEDY);
        }
    }

    /** The columns that the waves add. */
    int columns() {
        return 2 * places.size() * count;
    }

    /** The least number of inputs. */
    int inputs() {
        return places.stream().mapToInt(place -> place + COORDINATES).max().orElse(0);
    }

    /** f a of each wave [count, 3], row-major. */
    public List<Float> directions() {
        List<Float> all = new ArrayList<>(COORDINATES * count);
        for (int j = 0; j < count; j++) {
            double height = (j + 0.5) / count;
            double around = 2 * Math.PI * (j * FIRST % 1);
            double frequency = Math.pow(finest, (0.5 + j * SECOND) % 1);
            double radius = Math.sqrt(1 - height * height);
            all.add((float) (frequency * radius * Math.cos(around)));
            all.add((float) (frequency * radius * Math.sin(around)));
            all.add((float) (frequency * height));
        }
        return all;
    }

    /** These waves in a few words, for messages. */
    String describe() {
        return count + " waves of frequencies up to " + finest + " over "
                + (places.size() == 1 ? "a sphere" : places.size() + " spheres");
    }
}
