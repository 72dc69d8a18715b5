// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.flowmatch.standin.ui.SettingsXml.assertSavedAs;
import static org.flowmatch.standin.ui.SettingsXml.model;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;

/** Loading of settings that an older version of a node wrote, and fields with a layout of their own. */
class MigrationTest {

    static final class Inner implements NodeParameters {
        int m_depth = 2;
    }

    static final class Grown implements NodeParameters {
        int m_first = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int m_later = 10;

        @Migrate(loadDefaultIfAbsent = true)
        Inner m_group = new Inner();

        @Migration(Twenty.class)
        int m_withProvider = 30;
    }

    static final class Twenty implements DefaultProvider<Integer> {
        @Override
        public Integer getDefault() {
            return 20;
        }
    }

    @Test
    void absentLaterFieldsTakeTheirDefault() throws Exception {
        Grown loaded = ParametersStore.load(Grown.class, model("<entry key=\"first\" type=\"xint\" value=\"5\"/>"));
        assertEquals(5, loaded.m_first);
        assertEquals(10, loaded.m_later);
        assertEquals(2, loaded.m_group.m_depth);
        assertEquals(20, loaded.m_withProvider, "a migration's default, not the field's");
    }

    @Test
    void presentLaterFieldsAreLoaded() throws Exception {
        Grown loaded = ParametersStore.load(
                Grown.class,
                model(
                        """
                        <entry key="first" type="xint" value="5"/>
                        <entry key="later" type="xint" value="6"/>
                        <config key="group"><entry key="depth" type="xint" value="7"/></config>
                        <entry key="withProvider" type="xint" value="8"/>
                        """));
        assertEquals(
                List.of(5, 6, 7, 8),
                List.of(loaded.m_first, loaded.m_later, loaded.m_group.m_depth, loaded.m_withProvider));
    }

    @Test
    void anAbsentFieldWithoutMigrationIsNamed() {
        InvalidSettingsException refused = assertThrows(
                InvalidSettingsException.class,
                () -> ParametersStore.load(Grown.class, model("<entry key=\"later\" type=\"xint\" value=\"6\"/>")));
        assertTrue(refused.getMessage().contains("first"), refused.getMessage());
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient implements NodeParameters {
        int m_first = 1;
        int m_second = 2;
    }

    @Test
    void aClassCanTakeDefaultsForAllAbsentFields() throws Exception {
        Lenient loaded = ParametersStore.load(Lenient.class, model("<entry key=\"first\" type=\"xint\" value=\"9\"/>"));
        assertEquals(List.of(9, 2), List.of(loaded.m_first, loaded.m_second));
    }

    static final class Renamed implements NodeParameters {
        @Migration(FromPercent.class)
        double m_fraction = 0.5;
    }

    static final class FromPercent implements NodeParametersMigration<Double> {
        @Override
        public List<ConfigMigration<Double>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(FromPercent::load)
                    .withDeprecatedConfigPath("old", "percent")
                    .build());
        }

        private static Double load(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getNodeSettings("old").getInt("percent") / 100.0;
        }
    }

    @Test
    void aMigrationLoadsFromTheKeysOfTheOldVersion() throws Exception {
        assertEquals(
                0.25,
                ParametersStore.load(
                                Renamed.class,
                                model("<config key=\"old\"><entry key=\"percent\" type=\"xint\""
                                        + " value=\"25\"/></config>"))
                        .m_fraction);
        assertEquals(
                0.75,
                ParametersStore.load(Renamed.class, model("<entry key=\"fraction\" type=\"xdouble\" value=\"0.75\"/>"))
                        .m_fraction);
    }

    static final class Interval implements NodeParameters {
        @Persistor(AsText.class)
        double[] m_bounds = {0, 1};
    }

    static final class AsText implements NodeParametersPersistor<double[]> {
        @Override
        public double[] load(NodeSettingsRO settings) throws InvalidSettingsException {
            String[] parts = settings.getString("bounds").split(";");
            return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
        }

        @Override
        public void save(double[] bounds, NodeSettingsWO settings) {
            settings.addString("bounds", bounds[0] + ";" + bounds[1]);
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][] {{"bounds"}};
        }
    }

    @Test
    void aPersistorDecidesTheLayout() throws Exception {
        assertSavedAs("<entry key=\"bounds\" type=\"xstring\" value=\"0.0;1.0\"/>", new Interval());
        Interval loaded =
                ParametersStore.load(Interval.class, model("<entry key=\"bounds\" type=\"xstring\" value=\"2;3\"/>"));
        assertEquals(List.of(2.0, 3.0), List.of(loaded.m_bounds[0], loaded.m_bounds[1]));
    }

    static final class Checked implements NodeParameters {
        int m_steps = 1;

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_steps < 1) {
                throw new InvalidSettingsException("Steps must be at least 1, not " + m_steps + ".");
            }
        }
    }

    @Test
    void validationRunsWhenSettingsAreApplied() {
        InvalidSettingsException refused = assertThrows(
                InvalidSettingsException.class,
                () -> ParametersStore.loadValid(
                        Checked.class, model("<entry key=\"steps\" type=\"xint\" value=\"-2\"/>")));
        assertEquals("Steps must be at least 1, not -2.", refused.getMessage());
    }
}
