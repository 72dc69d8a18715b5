// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;

/**
 * Keys, types and default values of all settings and port groups, as workflows store them. Saved workflows hold these keys:
 * one may be added (with a migration that loads its default), none may change.
 */
class SettingsSnapshotTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.FlowExampleDataNodeFactory",
                "coupling.FlowCouplingNodeFactory",
                "path.ConditionalPathNodeFactory",
                "learner.VelocityLearnerNodeFactory",
                "sampler.FlowSamplerNodeFactory",
                "reflow.FlowReflowNodeFactory"
            })
    void defaultsAreAsStored(String factoryClass) throws Exception {
        NodeFactory<?> factory =
                Extensions.nodeFactory("org.flowmatch.knime." + factoryClass).orElseThrow();
        NodeHandle node = NodeHandle.create(factory, null);
        NodeSettings settings = new NodeSettings("settings.xml");
        node.saveSettings(settings.addNodeSettings("model"));
        node.saveCreationConfig(settings);
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        String name = factoryClass.replaceAll(".*\\.|NodeFactory", "") + ".xml";
        try (InputStream stored = SettingsSnapshotTest.class.getResourceAsStream(name)) {
            assertEquals(
                    new String(stored.readAllBytes(), StandardCharsets.UTF_8).strip(),
                    xml.toString(StandardCharsets.UTF_8).strip());
        }
    }
}
