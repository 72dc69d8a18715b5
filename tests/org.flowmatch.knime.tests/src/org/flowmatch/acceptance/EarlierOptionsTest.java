// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flowmatch.runner.Failure;
import org.flowmatch.runner.NodeRun;
import org.flowmatch.runner.QuietListener;
import org.flowmatch.runner.RunSettings;
import org.flowmatch.runner.WorkflowRun;
import org.flowmatch.runner.WorkflowRunner;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigEntries;

/** Every setting that a node has by now can be given to a node of an earlier workflow, also one of a group it lacks. */
class EarlierOptionsTest {
    private static final Map<ConfigEntries, String> TYPES = Map.of(
            ConfigEntries.xint, "int",
            ConfigEntries.xlong, "long",
            ConfigEntries.xdouble, "double",
            ConfigEntries.xboolean, "boolean",
            ConfigEntries.xstring, "String");

    /** The reflow of these workflows rightly refuses a flow of which any columns may be given. */
    private static final String OTHER_FLOW = "modelling/anyColumns,true,";

    @ParameterizedTest
    @ValueSource(strings = {"two-moons", "gaussians-to-moons"})
    void eachSettingIsAccepted(String name) throws Exception {
        Path workflow =
                StoredWorkflow.repository().resolve("tests/workflows/earlier").resolve(name);
        List<String> options = new ArrayList<>();
        try (WorkflowRun run = loaded(workflow)) {
            for (NodeRun node : run.nodes()) {
                NodeSettings defaults = new NodeSettings("model");
                NodeHandle.create(node.handle().factory(), null).saveSettings(defaults);
                collect(defaults, node.id() + ",", options);
            }
        }
        assertTrue(options.size() > 100, () -> options.toString());
        options.removeIf(option -> option.contains(OTHER_FLOW));
        for (String option : options) {
            try (WorkflowRun run = loaded(workflow, option)) {
                assertEquals(
                        List.of(),
                        run.nodes().stream()
                                .flatMap(node -> node.failure().stream())
                                .map(Failure::text)
                                .toList(),
                        option);
            }
        }
    }

    /** Loads and configures; executes nothing. */
    private static WorkflowRun loaded(Path workflow, String... options) {
        WorkflowRunner runner = new WorkflowRunner(RunSettings.withOptions(options), new QuietListener());
        runner.cancel();
        return runner.run(workflow);
    }

    private static void collect(NodeSettings settings, String path, List<String> options)
            throws InvalidSettingsException {
        assertFalse(settings.getKey().isEmpty());
        for (String key : settings.keySet()) {
            var entry = settings.getEntry(key);
            if (entry.getType() == ConfigEntries.config) {
                collect(settings.getNodeSettings(key), path + key + "/", options);
            } else if (entry.toStringValue() != null && !key.equals("array-size")) {
                options.add(path + key + "," + entry.toStringValue() + "," + TYPES.get(entry.getType()));
            }
        }
    }
}
