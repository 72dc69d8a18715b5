// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import org.flowmatch.engine.model.FlowModel;

/**
 * What a training gives.
 *
 * @param losses the loss curve in order of steps, at most about 250 points
 * @param warnings sentences for the user, such as why the GPU was not used
 */
public record Training(FlowModel model, List<LossPoint> losses, List<String> warnings) {

    public Training {
        losses = List.copyOf(losses);
        warnings = List.copyOf(warnings);
    }
}
