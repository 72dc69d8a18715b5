// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Objects;

/**
 * @param interpolate quantile scaling alone: whether decoding interpolates between observed values (for continuous columns)
 *     or returns observed values alone
 * @param limitToObserved whether decoded values stay between the smallest and the largest observed one
 * @param seed of the random order of tied values
 * @param modelling what columns become
 * @param rules between columns that decoded rows keep
 */
public record EncodingSettings(
        Scaling scaling,
        boolean interpolate,
        boolean limitToObserved,
        long seed,
        Modelling modelling,
        List<KeptRule> rules) {
    public EncodingSettings {
        rules = List.copyOf(rules);
        Objects.requireNonNull(modelling, "modelling");
        Objects.requireNonNull(scaling, "scaling");
    }

    /** No rule is kept but by chance. */
    public EncodingSettings(
            Scaling scaling, boolean interpolate, boolean limitToObserved, long seed, Modelling modelling) {
        this(scaling, interpolate, limitToObserved, seed, modelling, List.of());
    }

    /** All columns are numbers. */
    public EncodingSettings(Scaling scaling, boolean interpolate, boolean limitToObserved, long seed) {
        this(scaling, interpolate, limitToObserved, seed, Modelling.NUMBERS);
    }

    /** These settings with another modelling. */
    public EncodingSettings with(Modelling other) {
        return new EncodingSettings(scaling, interpolate, limitToObserved, seed, other, rules);
    }

    /** These settings with other rules. */
    public EncodingSettings keeping(List<KeptRule> others) {
        return new EncodingSettings(scaling, interpolate, limitToObserved, seed, modelling, others);
    }

    /** Quantiles without interpolation, within the observed range. */
    public static EncodingSettings defaults() {
        return new EncodingSettings(Scaling.QUANTILE, false, true, 0);
    }
}
