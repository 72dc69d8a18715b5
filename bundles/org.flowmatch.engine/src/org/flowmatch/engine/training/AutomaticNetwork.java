// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.TimeFeatures;

/** The network that suits the rows of a coupling. */
public final class AutomaticNetwork {
    private static final Mlp MIXED = new Mlp(List.of(256, 256, 256), Activation.SILU, new TimeFeatures.Fourier(4));

    private AutomaticNetwork() {}

    public static NetworkSpec of(Coupling coupling) {
        return usual(coupling.mixed());
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
