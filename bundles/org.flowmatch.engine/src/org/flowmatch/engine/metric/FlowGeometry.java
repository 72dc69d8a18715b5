// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.VectorField;

/**
 * How costly and how straight the trajectories of a flow are (Liu and others 2023; Tong and others 2024), in encoded
 * units, for rows z0 [n, d] pushed along dx = v(x, t) dt to z1:
 *
 * @param pathEnergy E integral |v(z_t, t)|^2 dt; never below the squared W2 distance of source and target
 * @param straightness S = integral E|(z1 - z0) - v(z_t, t)|^2 dt; zero for straight lines at constant speed
 * @param transportCost E|z1 - z0|^2
 */
public record FlowGeometry(double pathEnergy, double straightness, double transportCost) {

    /** Of rows whose states are not known. */
    static final FlowGeometry UNKNOWN = new FlowGeometry(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Solves with the classic Runge-Kutta method and integrates over t by the trapezoidal rule.
     *
     * @param start rows z0 [n, d], n at least 1
     * @param tMin where the flow starts
     * @param tMax where it ends
     * @param steps number of equal steps, at least 1; 100 is usual
     * @throws FlowException when steps is below 1, there are no rows, or a number stops being finite
     */
    public static FlowGeometry of(
            VectorField field, RowMatrix start, double tMin, double tMax, int steps, Monitor monitor) {
        if (steps < 1 || start.rows() == 0) {
            throw new FlowException(
                    "The geometry of a flow needs at least one row and one step, but got " + start.rows() + " rows and "
                            + steps + " steps.",
                    "Give source rows and use 100 steps.");
        }
        double[] z0 = doubles(start.toArray());
        double[] z1 = z0;
        double[] times = TimeGrid.uniform(tMin, tMax, steps);
        JavaSolver solver = new JavaSolver(Solver.RK4.tableau(), field, start.columns());
        // v summed over the nodes with the weights of the trapezoidal rule, and its squared norm
        double[] velocity = new double[z0.length];
        double[] mean = new double[z0.length];
        double energy = 0;
        for (int node = 0; node <= steps; node++) {
            monitor.check();
            double weight = (times[Math.min(steps, node + 1)] - times[Math.max(0, node - 1)]) / 2;
            field.velocity(times[node], z1, velocity);
            for (int i = 0; i < velocity.length; i++) {
                mean[i] += weight * velocity[i];
                energy += weight * velocity[i] * velocity[i];
            }
            if (node < steps) {
                z1 = solver.solve(z1, new double[] {times[node], times[node + 1]});
            }
            monitor.report((node + 1.0) / (steps + 1), "Following " + start.rows() + " rows along the flow");
        }
        double cost = 0;
        double cross = 0;
        for (int i = 0; i < z0.length; i++) {
            double displacement = z1[i] - z0[i];
            cost += displacement * displacement;
            cross += displacement * mean[i];
        }
        double n = start.rows();
        double length = tMax - tMin;
        return new FlowGeometry(energy / n, Math.max(0, (length * cost - 2 * cross + energy) / n), cost / n);
    }

    /**
     * The geometry of solved trajectories, each taken as a polygon: pathEnergy = sum over steps of E|step|^2 / its time, and
     * so on. Falls short of the field's own energy by h^2 / 12 integral E|dv/dt|^2 dt for steps of h.
     *
     * @param trajectory rows [n, d] at two or more times, for instance of 100 steps
     */
    public static FlowGeometry of(Trajectory trajectory) {
        double[] times = trajectory.times();
        int last = times.length - 1;
        float[] first = trajectory.states().get(0).toArray();
        float[] before = first;
        double energy = 0;
        for (int step = 1; step <= last; step++) {
            float[] after = trajectory.states().get(step).toArray();
            energy += RowDistances.squaredDifference(before, after) / Math.abs(times[step] - times[step - 1]);
            before = after;
        }
        double cost = RowDistances.squaredDifference(first, before);
        double n = trajectory.states().get(0).rows();
        double length = Math.abs(times[last] - times[0]);
        return new FlowGeometry(energy / n, Math.max(0, ((length - 2) * cost + energy) / n), cost / n);
    }

    /**
     * NPE = |path energy - W2^2| / W2^2, how far the flow is from optimal transport.
     *
     * @param wasserstein the W2 distance of source and target, above 0
     */
    public double normalisedPathEnergy(double wasserstein) {
        double squared = wasserstein * wasserstein;
        return Math.abs(pathEnergy - squared) / squared;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
