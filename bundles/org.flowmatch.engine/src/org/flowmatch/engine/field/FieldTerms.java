// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

/**
 * A field at one time as a combination of the point and the outputs of a network:
 *
 * <pre>
 * F(x) = xWeight x + outWeight net(inScale x, time) + headWeight head(inScale x, time)
 * </pre>
 *
 * @param time the time at which the network is asked
 * @param inScale what the point is multiplied by before the network sees it
 * @param xWeight weight of the point
 * @param outWeight weight of the network's prediction
 * @param headWeight weight of the score head; 0 for a network without one
 */
public record FieldTerms(double time, double inScale, double xWeight, double outWeight, double headWeight) {

    /** The network's prediction at this time, as it is. */
    public static FieldTerms identity(double time) {
        return new FieldTerms(time, 1, 0, 1, 0);
    }

    /**
     * F at one coordinate.
     *
     * @param x the point's coordinate
     * @param net the network's prediction there
     * @param head the score head's; not used, even if it is not a number, where its weight is 0
     */
    public double at(double x, double net, double head) {
        double of = xWeight * x + outWeight * net;
        return headWeight == 0 ? of : of + headWeight * head;
    }

    /** Whether all weights are finite. */
    public boolean finite() {
        return Double.isFinite(inScale + xWeight + outWeight + headWeight);
    }

    /** This field plus a multiple of another one that asks the network at the same time and point. */
    public FieldTerms plus(double factor, FieldTerms other) {
        if (other.time != time || other.inScale != inScale) {
            throw new IllegalArgumentException("fields at " + this + " and " + other + " cannot be added");
        }
        return new FieldTerms(
                time,
                inScale,
                xWeight + factor * other.xWeight,
                outWeight + factor * other.outWeight,
                headWeight + factor * other.headWeight);
    }
}
