// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.List;
import org.flowmatch.runner.workflow.FlowVariableValue;
import org.flowmatch.runner.workflow.NodeOption;

/**
 * What a run changes about the stored workflow.
 *
 * @param options settings of nodes to replace; a later one wins
 * @param variables workflow variables to define or overwrite
 * @param reset whether results that were saved with the workflow are dropped without a word; they are never used
 */
public record RunSettings(List<NodeOption> options, List<FlowVariableValue> variables, boolean reset) {

    public RunSettings {
        options = List.copyOf(options);
        variables = List.copyOf(variables);
    }

    /** The workflow as it is stored. */
    public static RunSettings defaults() {
        return new RunSettings(List.of(), List.of(), false);
    }

    /** Replaces settings, each written as {@code nodeID,key,value,type}. */
    public static RunSettings withOptions(String... options) {
        return new RunSettings(List.of(options).stream().map(NodeOption::parse).toList(), List.of(), false);
    }
}
