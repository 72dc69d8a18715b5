// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Objects;

/**
 * @param interpolate quantile scaling alone: whether decoding interpolates between observed values (for continuous columns)
 *     or returns observed values alone
 * @param limitToObserved whether decoded values stay between the smallest and the largest observed one
 * @param seed of the random order of tied values
 */
public record EncodingSettings(Scaling scaling, boolean interpolate, boolean limitToObserved, long seed) {
    public EncodingSettings {
        Objects.requireNonNull(scaling, "scaling");
    }

    /** Quantiles without interpolation, within the observed range. */
    public static EncodingSettings defaults() {
        return new EncodingSettings(Scaling.QUANTILE, false, true, 0);
    }
}
