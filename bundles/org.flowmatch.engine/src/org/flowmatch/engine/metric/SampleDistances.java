// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.List;

/**
 * How far two samples of the same size are from each other.
 *
 * @param values one for each {@link SampleDistance}, in their order
 */
public record SampleDistances(List<Double> values) {
    public SampleDistances {
        values = List.copyOf(values);
        if (values.size() != SampleDistance.values().length) {
            throw new IllegalArgumentException(values.size() + " values for the distances of two samples");
        }
    }

    public double of(SampleDistance distance) {
        return values.get(distance.ordinal());
    }
}
