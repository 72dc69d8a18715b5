// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.example.ExampleDistribution;

/** Positions on the globe by latitude and longitude. */
public final class MadePositions {
    static final EncodingSettings POSITIONS = EncodingSettings.defaults()
            .with(Modelling.AUTOMATIC)
            .keeping(List.of(new KeptPosition("latitude", "longitude")));

    private MadePositions() {}

    static Table table(int rows, long seed) {
        return ExampleDistribution.SPHERE.sample(rows, 0, 2, seed);
    }

    static Coupling coupling(Table table, boolean anyColumns) {
        return Coupling.fit(
                new CouplingSettings.Independent(anyColumns), table, Optional.empty(), POSITIONS, 1, Monitor.none());
    }
}
