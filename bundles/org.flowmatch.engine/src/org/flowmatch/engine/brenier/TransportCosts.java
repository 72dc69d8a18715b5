// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import org.flowmatch.engine.Aside;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairSample;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.metric.Wasserstein;

/**
 * Transport costs E|x1 - x0|^2 between the source and the target of a coupling, in encoded units.
 *
 * @param least of any plan between laws of these means and covariances (Gelbrich 1990), reached between normal laws
 * @param squaredDistance an estimate of W2^2, the least cost of any plan, from the entropic plans' values beside {@link #least}
 * @param map E|T(x) - x|^2 of a {@link BrenierMap}, which lies below W2^2 where the map is smoother than the optimal one
 * @param exactPlan of the best pairs of {@link #rows} rows of either side: by chance above W2^2, the more so the fewer rows and the
 *     more columns there are
 * @param pairs of the coupling
 * @param independent of pairs that know nothing of each other
 * @param rows of either side that plans joined
 */
public record TransportCosts(
        double least,
        double squaredDistance,
        double map,
        double exactPlan,
        double pairs,
        double independent,
        int rows) {
    private static final int MOST_PAIRS = 4_096;

    static TransportCosts of(Coupling coupling, BrenierMap map, MapRows rows, double independent, Monitor monitor) {
        double plan = Aside.run(watched -> Wasserstein.exact(rows.source(), rows.target()), monitor.part(0, 0.5));
        PairSample pairs = PairSample.of(coupling, MOST_PAIRS, monitor.part(0.5, 0.7));
        double beyond = Aside.run(watched -> map.costBeyondAffine(), monitor.part(0.7, 0.8));
        return new TransportCosts(
                map.affine().cost(),
                Math.max(0, map.affine().cost() + beyond),
                costOf(map, rows.others(), monitor.part(0.8, 1)),
                plan * plan,
                meanSquare(pairs.x0().toArray(), pairs.x1().toArray(), pairs.rows()),
                independent,
                rows.rows());
    }

    /** The cost of the affine part is known from moments, so that rows are only asked for what the correction adds to it. */
    private static double costOf(BrenierMap map, RowMatrix x, Monitor monitor) {
        float[] rows = x.toArray();
        double[] affine = map.affinely(rows);
        float[] pushed = map.push(x, 1, monitor).toArray();
        double more = 0;
        for (int i = 0; i < rows.length; i++) {
            double way = pushed[i] - rows[i];
            double affineWay = affine[i] - rows[i];
            more += way * way - affineWay * affineWay;
        }
        return map.affine().cost() + more / x.rows();
    }

    private static double meanSquare(float[] a, float[] b, int rows) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) b[i] - a[i];
            sum += difference * difference;
        }
        return sum / rows;
    }
}
