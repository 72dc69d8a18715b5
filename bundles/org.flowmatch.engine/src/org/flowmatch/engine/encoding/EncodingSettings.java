// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Objects;

/**
 * @param interpolate quantile scaling alone: whether decoding interpolates between observed values (for continuous columns)
 *     or returns observed values alone
 * @param limitToObserved whether decoded values stay between the smallest and the largest observed one
 * @param seed of the random order of tied values
 * @param modelling what columns become
 */
public record EncodingSettings(
        Scaling scaling, boolean interpolate, boolean limitToObserved, long seed, Modelling modelling) {
    public EncodingSettings {
        Objects.requireNonNull(modelling, "modelling");
        Objects.requireNonNull(scaling, "scaling");
    }

    /** All columns are numbers. */
    public EncodingSettings(Scaling scaling, boolean interpolate, boolean limitToObserved, long seed) {
        this(scaling, interpolate, limitToObserved, seed, Modelling.NUMBERS);
    }

    /** These settings with another modelling. */
    public EncodingSettings with(Modelling other) {
        return new EncodingSettings(scaling, interpolate, limitToObserved, seed, other);
    }

    /** Quantiles without interpolation, within the observed range. */
    public static EncodingSettings defaults() {
        return new EncodingSettings(Scaling.QUANTILE, false, true, 0);
    }
}
