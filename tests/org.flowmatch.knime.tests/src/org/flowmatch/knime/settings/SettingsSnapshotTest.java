// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;

/**
 * Keys, types and default values of all settings and port groups, as workflows store them. Saved workflows hold these keys:
 * one may be added (with a migration that loads its default, or what nodes without it did), none may change. The folder
 * {@code version1} holds them as the first version stored them, {@code earlier} what of these today's node stores that has
 * other defaults.
 */
class SettingsSnapshotTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.FlowExampleDataNodeFactory",
                "coupling.FlowCouplingNodeFactory",
                "path.ConditionalPathNodeFactory",
                "learner.VelocityLearnerNodeFactory",
                "normalising.NormalisingFlowLearnerNodeFactory",
                "sampler.FlowSamplerNodeFactory",
                "imputer.FlowImputerNodeFactory",
                "reflow.FlowReflowNodeFactory",
                "rectifier.FlowRectifierNodeFactory",
                "likelihood.FlowLikelihoodNodeFactory",
                "diagnostics.FlowDiagnosticsNodeFactory",
                "transportmap.OptimalTransportMapNodeFactory",
                "comparison.FlowComparisonNodeFactory",
                "scorer.SyntheticTableScorerNodeFactory"
            })
    void defaultsAreAsStored(String factoryClass) throws Exception {
        NodeHandle node = node(factoryClass);
        assertEquals(text(name(factoryClass)), xml(node));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.FlowExampleDataNodeFactory",
                "coupling.FlowCouplingNodeFactory",
                "path.ConditionalPathNodeFactory",
                "learner.VelocityLearnerNodeFactory",
                "sampler.FlowSamplerNodeFactory",
                "reflow.FlowReflowNodeFactory",
                "likelihood.FlowLikelihoodNodeFactory"
            })
    void settingsOfTheFirstVersionLoadWithTheSameMeaning(String factoryClass) throws Exception {
        NodeHandle node = node(factoryClass);
        node.loadSettings(first(factoryClass));
        assertEquals(
                text(differs(factoryClass) ? "earlier/" + name(factoryClass) : name(factoryClass)),
                xml(node),
                "what the node did then");
        NodeSettings changed = first(factoryClass);
        Set<String> keys = change(changed);
        node.loadSettings(changed);
        NodeSettings loaded = new NodeSettings("model");
        node.saveSettings(loaded);
        for (String key : keys) {
            assertEquals(
                    changed.getEntry(key).toStringValue(), loaded.getEntry(key).toStringValue(), key);
        }
    }

    /** Changes the plain entries that have room for another value, and tells which. */
    private static Set<String> change(NodeSettings settings) throws InvalidSettingsException {
        Set<String> changed = new HashSet<>();
        for (String key : List.copyOf(settings.keySet())) {
            AbstractConfigEntry entry = settings.getEntry(key);
            switch (entry.getType()) {
                case xint -> settings.addInt(key, settings.getInt(key) + 1);
                case xlong -> settings.addLong(key, settings.getLong(key) + 1);
                case xboolean -> settings.addBoolean(key, !settings.getBoolean(key));
                case xdouble -> settings.addDouble(key, settings.getDouble(key) * 0.99);
                default -> {
                    continue;
                }
            }
            changed.add(key);
        }
        assertFalse(changed.isEmpty());
        return changed;
    }

    private static NodeHandle node(String factoryClass) throws Exception {
        NodeFactory<?> factory =
                Extensions.nodeFactory("org.flowmatch.knime." + factoryClass).orElseThrow();
        return NodeHandle.create(factory, null);
    }

    private static NodeSettings first(String factoryClass) throws Exception {
        try (InputStream stored = SettingsSnapshotTest.class.getResourceAsStream("version1/" + name(factoryClass))) {
            NodeSettings node = (NodeSettings) NodeSettings.loadFromXML(stored);
            return node.getNodeSettings("model");
        }
    }

    private static String name(String factoryClass) {
        return factoryClass.replaceAll(".*\\.|NodeFactory", "") + ".xml";
    }

    private static boolean differs(String factoryClass) {
        return SettingsSnapshotTest.class.getResource("earlier/" + name(factoryClass)) != null;
    }

    private static String text(String resource) throws IOException {
        try (InputStream stored = SettingsSnapshotTest.class.getResourceAsStream(resource)) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static String xml(NodeHandle node) throws IOException {
        NodeSettings settings = new NodeSettings("settings.xml");
        node.saveSettings(settings.addNodeSettings("model"));
        node.saveCreationConfig(settings);
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        return xml.toString(StandardCharsets.UTF_8).strip();
    }
}
