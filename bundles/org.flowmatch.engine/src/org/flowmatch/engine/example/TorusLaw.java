// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.example;

import java.util.List;

/**
 * Two angles of [0, 360) degrees whose law goes round: a mixture of normal distributions wrapped at the full turn (Mardia and Jupp 2000).
 * One part lies across the origin of both angles, one across that of the first alone, one is a slanted ridge, one is broad.
 */
final class TorusLaw implements ExampleLaw {
    private static final double TURN = 2 * Math.PI;

    /**
     * A normal distribution of two angles, wrapped.
     *
     * @param phi,psi the mean, radians
     * @param phiSpread,psiSpread standard deviations before wrapping, radians, up to 1
     * @param correlation of (-1, 1)
     */
    private record Wrapped(
            double weight, double phi, double psi, double phiSpread, double psiSpread, double correlation) {
        /** Windings each way: standard deviations are at most 1, so what is left out is below exp(-100) of the density. */
        private static final int WINDINGS = 3;

        /** Per squared radian: the sum over all angles that are the same up to full turns. */
        double density(double a, double b) {
            double rest = 1 - correlation * correlation;
            double sum = 0;
            for (int i = -WINDINGS; i <= WINDINGS; i++) {
                double u = (Math.IEEEremainder(a - phi, TURN) + i * TURN) / phiSpread;
                for (int j = -WINDINGS; j <= WINDINGS; j++) {
                    double v = (Math.IEEEremainder(b - psi, TURN) + j * TURN) / psiSpread;
                    sum += Math.exp(-(u * u - 2 * correlation * u * v + v * v) / (2 * rest));
                }
            }
            return sum / (TURN * phiSpread * psiSpread * Math.sqrt(rest));
        }
    }

    private static final List<Wrapped> PARTS = List.of(
            new Wrapped(0.3, 0, 0, 0.35, 0.35, 0),
            new Wrapped(0.25, Math.PI, 2, 0.8, 0.25, 0.7),
            new Wrapped(0.25, 6, 4, 0.5, 0.3, -0.5),
            new Wrapped(0.2, 2.2, 5, 1, 1, 0));

    @Override
    public double logDensity(double... row) {
        double a = Math.toRadians(row[0]);
        double b = Math.toRadians(row[1]);
        return Math.log(PARTS.stream()
                .mapToDouble(part -> part.weight * part.density(a, b))
                .sum());
    }

    @Override
    public String unit() {
        return "squared radian";
    }

    @Override
    public double[] row(Draw draw) {
        Wrapped part =
                PARTS.get(draw.part(PARTS.stream().mapToDouble(Wrapped::weight).toArray()));
        double u = draw.normal();
        double v = part.correlation * u + Math.sqrt(1 - part.correlation * part.correlation) * draw.normal();
        return new double[] {degrees(part.phi + part.phiSpread * u), degrees(part.psi + part.psiSpread * v)};
    }

    private static double degrees(double angle) {
        double turned = Math.toDegrees(angle) % 360;
        double positive = turned < 0 ? turned + 360 : turned;
        // a tiny negative angle rounds to the full turn
        return positive < 360 ? positive : 0;
    }
}
