// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;

/** The network that suits the rows of a coupling. */
public final class AutomaticNetwork {
    private static final Mlp MIXED = new Mlp(List.of(256, 256, 256), Activation.SILU, new TimeFeatures.Fourier(4));

    /** Units by which the tokens of a row are mixed, for each position. */
    private static final int MIXING = 2;

    private static final int LEAST_MIXING = 16;

    /** Fewer rows do not tell values apart that lie so close together; a network then only learns them by heart. */
    private static final int ROWS_FOR_WAVES = 2_000;

    /** Periods from four standard deviations of a normal score down to one and a half. */
    private static final List<Integer> FREQUENCIES = List.of(2, 6, 16);

    /** Of a sphere of radius 1, on which places lie close together, down to a 25th of a radian. */
    private static final List<Integer> FREQUENCIES_ON_SPHERES = List.of(2, 6, 16, 40, 100);

    private AutomaticNetwork() {}

    /**
     * The network for these rows: a mixer where labels stand in a sequence; of mixed rows, where there are some thousand, it sees waves
     * of their numbers, too.
     */
    public static NetworkSpec of(Coupling coupling) {
        int numbers = coupling.space().numbers();
        boolean waves = coupling.mixed() && numbers > 0 && coupling.rows() >= ROWS_FOR_WAVES;
        Waves seen = waves ? new Waves(numbers, frequencies(coupling.space())) : Waves.NONE;
        if (!coupling.encoding().sequences().isEmpty()) {
            return ofSequences(coupling).with(seen).of(coupling.encoding());
        }
        return waves ? MIXED.with(seen) : usual(coupling.mixed());
    }

    private static List<Integer> frequencies(RowSpace space) {
        boolean spheres = space.unitVectors().all().stream().anyMatch(UnitVector::isPosition);
        return spheres ? FREQUENCIES_ON_SPHERES : FREQUENCIES;
    }

    private static SequenceMixer ofSequences(Coupling coupling) {
        int positions = coupling.encoding().sequences().stream()
                .mapToInt(sequence -> sequence.positions().size())
                .sum();
        int mixing = Math.max(LEAST_MIXING, MIXING * positions);
        return new SequenceMixer(3, 64, mixing, Activation.SILU, new TimeFeatures.Fourier(4));
    }

    /**
     * The network of most couplings, before the rows are known.
     *
     * @param mixed whether rows have labels or gaps, or any of their columns may be given
     */
    public static NetworkSpec usual(boolean mixed) {
        return mixed ? MIXED : Mlp.defaults();
    }
}
