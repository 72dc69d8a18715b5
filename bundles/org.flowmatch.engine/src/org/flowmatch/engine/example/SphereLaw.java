// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import java.util.List;
import org.flowmatch.engine.random.VonMisesFisher;

/**
 * Positions on a sphere, latitude of [-90, 90] and longitude of [-180, 180) in degrees: a mixture of von Mises-Fisher distributions. One
 * part lies on the north pole, one across the date line, two elsewhere, and one is broad.
 */
final class SphereLaw implements ExampleLaw {
    private record Part(double weight, VonMisesFisher law) {
        Part(double weight, double latitude, double longitude, double kappa) {
            this(weight, around(unit(latitude, longitude), kappa));
        }

        private static VonMisesFisher around(double[] mean, double kappa) {
            return new VonMisesFisher(mean[0], mean[1], mean[2], kappa);
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(0.25, 90, 0, 30),
            new Part(0.25, -15, 180, 40),
            new Part(0.2, 40, -100, 100),
            new Part(0.15, -30, 20, 20),
            new Part(0.15, 10, 90, 2));

    @Override
    public double logDensity(double... row) {
        double[] at = unit(row[0], row[1]);
        return Math.log(PARTS.stream()
                .mapToDouble(part -> part.weight * Math.exp(part.law.logDensity(at[0], at[1], at[2])))
                .sum());
    }

    @Override
    public String unit() {
        return "steradian";
    }

    @Override
    public double[] row(Draw draw) {
        Part part = PARTS.get(draw.part(PARTS.stream().mapToDouble(Part::weight).toArray()));
        double[] at = part.law.point(draw.uniform(), draw.uniform());
        double longitude = Math.toDegrees(Math.atan2(at[1], at[0]));
        return new double[] {
            Math.toDegrees(Math.atan2(at[2], Math.hypot(at[0], at[1]))), longitude < 180 ? longitude : -180
        };
    }

    /** The unit vector of a position in degrees: x through the equator at longitude 0, z through the north pole. */
    private static double[] unit(double latitude, double longitude) {
        double up = Math.toRadians(latitude);
        double along = Math.toRadians(longitude);
        return new double[] {Math.cos(up) * Math.cos(along), Math.cos(up) * Math.sin(along), Math.sin(up)};
    }
}
