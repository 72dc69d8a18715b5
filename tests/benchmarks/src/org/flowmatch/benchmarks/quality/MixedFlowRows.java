// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.sampling.SourceRows;

/** The mixed flow as the nodes train and sample it, with the time as its limit. */
public final class MixedFlowRows implements Generator {
    @Override
    public String label() {
        return "mixed flow";
    }

    @Override
    public TextTable generate(TextTable training, int rows, long seed, double minutes) {
        FlowModel model = NodeDefaults.model(TypedTable.of(training), seed, minutes);
        RowMatrix start = SourceRows.start(model, rows, seed, Monitor.none());
        RowMatrix end = Movers.of(model)
                .move(model, start, Optional.empty(), NodeDefaults.sampling(), Monitor.none())
                .end();
        return TypedTable.texts(model.encoding().decode(end, Monitor.none()));
    }
}
