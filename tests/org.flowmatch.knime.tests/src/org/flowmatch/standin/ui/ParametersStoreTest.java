// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.flowmatch.standin.ui.SettingsXml.assertSavedAs;
import static org.flowmatch.standin.ui.SettingsXml.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.RowIDChoice;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** The layout of every kind of field, against settings in the form in which a running KNIME wrote them. */
class ParametersStoreTest {

    enum Kernel {
        GAUSS,
        BOX
    }

    static final class Scalars implements NodeParameters {
        Kernel m_kernel = Kernel.GAUSS;
        int m_steps = 100;
        long m_seed = 1L << 40;
        double m_learningRate = 0.001;
        boolean m_shuffle = true;
        String m_label = "first";
        String m_note;
        int noPrefix = 7;
        Void m_message;
        static int counter = 3;
        transient int m_cache = 4;

        private int m_private = 5;
    }

    private static final String SCALARS =
            """
            <entry key="kernel" type="xstring" value="GAUSS"/>
            <entry key="steps" type="xint" value="100"/>
            <entry key="seed" type="xlong" value="1099511627776"/>
            <entry key="learningRate" type="xdouble" value="0.001"/>
            <entry key="shuffle" type="xboolean" value="true"/>
            <entry key="label" type="xstring" value="first"/>
            <entry key="note" type="xstring" isnull="true" value=""/>
            <entry key="noPrefix" type="xint" value="7"/>
            """;

    @Test
    void scalarsAreEntriesUnderTheFieldsNameWithoutPrefix() throws Exception {
        assertSavedAs(SCALARS, new Scalars());
        Scalars loaded = ParametersStore.load(
                Scalars.class, model(SCALARS.replace("GAUSS", "BOX").replace("\"100\"", "\"5\"")));
        assertEquals(Kernel.BOX, loaded.m_kernel);
        assertEquals(5, loaded.m_steps);
        assertEquals(1L << 40, loaded.m_seed);
        assertEquals(0.001, loaded.m_learningRate);
        assertTrue(loaded.m_shuffle);
        assertEquals("first", loaded.m_label);
        assertEquals(null, loaded.m_note);
        assertEquals(5, loaded.m_private);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "steps", "seed", "learningRate", "shuffle", "label"})
    void anAbsentKeyIsNamed(String key) {
        String without = SCALARS.replaceAll("<entry key=\"" + key + "\".*", "");
        InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> ParametersStore.load(Scalars.class, model(without)));
        assertTrue(refused.getMessage().contains(key), refused.getMessage());
    }

    @Test
    void aWrongTypeIsNamed() {
        String wrong = SCALARS.replace("key=\"steps\" type=\"xint\"", "key=\"steps\" type=\"xstring\"");
        InvalidSettingsException refused =
                assertThrows(InvalidSettingsException.class, () -> ParametersStore.load(Scalars.class, model(wrong)));
        assertTrue(refused.getMessage().contains("steps"), refused.getMessage());
    }

    @Test
    void anUnknownConstantIsNamedWithThePossibleOnes() {
        InvalidSettingsException refused = assertThrows(
                InvalidSettingsException.class,
                () -> ParametersStore.load(Scalars.class, model(SCALARS.replace("GAUSS", "TENT"))));
        assertTrue(refused.getMessage().contains("TENT"), refused.getMessage());
        assertTrue(refused.getMessage().contains("GAUSS, BOX"), refused.getMessage());
    }

    static final class Optionals implements NodeParameters {
        Optional<Double> m_clip = Optional.empty();
        Optional<Integer> m_limit = Optional.of(3);
        Optional<Kernel> m_kernel = Optional.empty();
        Optional<String> m_name = Optional.of("x");
    }

    private static final String OPTIONALS =
            """
            <entry key="clip" type="xdouble" value="0.0"/>
            <entry key="clip_is_present" type="xboolean" value="false"/>
            <entry key="limit" type="xint" value="3"/>
            <entry key="limit_is_present" type="xboolean" value="true"/>
            <entry key="kernel" type="xstring" isnull="true" value=""/>
            <entry key="kernel_is_present" type="xboolean" value="false"/>
            <entry key="name" type="xstring" value="x"/>
            <entry key="name_is_present" type="xboolean" value="true"/>
            """;

    @Test
    void optionalsHaveAnEntryForTheirPresence() throws Exception {
        assertSavedAs(OPTIONALS, new Optionals());
        Optionals loaded = ParametersStore.load(
                Optionals.class,
                model(OPTIONALS.replace(
                        "\"clip_is_present\" type=\"xboolean\" value=\"false\"",
                        "\"clip_is_present\" type=\"xboolean\" value=\"true\"")));
        assertEquals(Optional.of(0.0), loaded.m_clip);
        assertEquals(Optional.of(3), loaded.m_limit);
        assertEquals(Optional.empty(), loaded.m_kernel);
        assertEquals(Optional.of("x"), loaded.m_name);
    }

    @Test
    void aFieldThatBecameOptionalLoadsOldSettings() throws Exception {
        String old = OPTIONALS.replaceAll("<entry key=\"limit_is_present\".*", "");
        assertEquals(Optional.of(3), ParametersStore.load(Optionals.class, model(old)).m_limit);
    }

    static final class Layer implements NodeParameters {
        int m_width = 64;

        Layer() {}

        Layer(int width) {
            m_width = width;
        }
    }

    static class Optimiser implements NodeParameters {
        double m_decay = 0.5;
    }

    static final class Nested implements NodeParameters {
        Optimiser m_optimiser = new Optimiser();
        Layer[] m_layers = {new Layer(), new Layer(128)};
        List<Layer> m_more = List.of(new Layer(2));
        Layer[] m_none = {};
    }

    private static final String NESTED =
            """
            <config key="optimiser"><entry key="decay" type="xdouble" value="0.5"/></config>
            <config key="layers">
              <config key="0"><entry key="width" type="xint" value="64"/></config>
              <config key="1"><entry key="width" type="xint" value="128"/></config>
            </config>
            <config key="more"><config key="0"><entry key="width" type="xint" value="2"/></config></config>
            <config key="none"/>
            """;

    @Test
    void groupsAreConfigsAndArraysOfGroupsNumberedConfigs() throws Exception {
        assertSavedAs(NESTED, new Nested());
        Nested loaded = ParametersStore.load(Nested.class, model(NESTED.replace("128", "256")));
        assertEquals(0.5, loaded.m_optimiser.m_decay);
        assertEquals(2, loaded.m_layers.length);
        assertEquals(256, loaded.m_layers[1].m_width);
        assertEquals(2, loaded.m_more.get(0).m_width);
        assertEquals(0, loaded.m_none.length);
    }

    static final class Arrays implements NodeParameters {
        String[] m_names = {"a", "b"};
        int[] m_widths = {64, 32};
        double[] m_none = {};
    }

    private static final String ARRAYS =
            """
            <config key="names">
              <entry key="array-size" type="xint" value="2"/>
              <entry key="0" type="xstring" value="a"/>
              <entry key="1" type="xstring" value="b"/>
            </config>
            <config key="widths">
              <entry key="array-size" type="xint" value="2"/>
              <entry key="0" type="xint" value="64"/>
              <entry key="1" type="xint" value="32"/>
            </config>
            <config key="none"><entry key="array-size" type="xint" value="0"/></config>
            """;

    @Test
    void arraysOfValuesHaveASize() throws Exception {
        assertSavedAs(ARRAYS, new Arrays());
        Arrays loaded = ParametersStore.load(Arrays.class, model(ARRAYS.replace("\"a\"", "\"z\"")));
        assertArrayEquals(new String[] {"z", "b"}, loaded.m_names);
        assertArrayEquals(new int[] {64, 32}, loaded.m_widths);
        assertEquals(0, loaded.m_none.length);
    }

    static final class Filtered implements NodeParameters {
        ColumnFilter m_columns = new ColumnFilter(new String[] {"x", "y"});
    }

    private static final String FILTERED =
            """
            <config key="columns">
              <entry key="mode" type="xstring" value="MANUAL"/>
              <config key="patternFilter">
                <entry key="pattern" type="xstring" value=""/>
                <entry key="isCaseSensitive" type="xboolean" value="false"/>
                <entry key="isInverted" type="xboolean" value="false"/>
              </config>
              <config key="manualFilter">
                <config key="manuallySelected">
                  <entry key="array-size" type="xint" value="2"/>
                  <entry key="0" type="xstring" value="x"/>
                  <entry key="1" type="xstring" value="y"/>
                </config>
                <config key="manuallyDeselected"><entry key="array-size" type="xint" value="0"/></config>
                <entry key="includeUnknownColumns" type="xboolean" value="false"/>
              </config>
              <config key="typeFilter">
                <config key="selectedTypes"><entry key="array-size" type="xint" value="0"/></config>
              </config>
            </config>
            """;

    @Test
    void aColumnFilterHasItsFourParts() throws Exception {
        assertSavedAs(FILTERED, new Filtered());
        Filtered loaded = ParametersStore.load(Filtered.class, model(FILTERED.replace("\"y\"", "\"z\"")));
        assertSavedAs(FILTERED.replace("\"y\"", "\"z\""), loaded);
    }

    static final class Chosen implements NodeParameters {
        StringOrEnum<RowIDChoice> m_key = new StringOrEnum<>("id");
    }

    private static final String CHOSEN =
            """
            <config key="key">
              <entry key="regularChoice" type="xstring" value="id"/>
              <entry key="specialChoice_Internals" type="xstring" isnull="true" value=""/>
            </config>
            """;

    @Test
    void aColumnOrRowKeyHasTwoEntriesOneOfWhichIsNull() throws Exception {
        assertSavedAs(CHOSEN, new Chosen());
        assertEquals(new StringOrEnum<>("id"), ParametersStore.load(Chosen.class, model(CHOSEN)).m_key);
        Chosen rowKey = new Chosen();
        rowKey.m_key = new StringOrEnum<>(RowIDChoice.ROW_ID);
        String special =
                """
                <config key="key">
                  <entry key="regularChoice" type="xstring" isnull="true" value=""/>
                  <entry key="specialChoice_Internals" type="xstring" value="ROW_ID"/>
                </config>
                """;
        assertSavedAs(special, rowKey);
        assertEquals(
                Optional.of(RowIDChoice.ROW_ID),
                ParametersStore.load(Chosen.class, model(special)).m_key.getEnumChoice());
    }

    static final class Renamed extends Optimiser {
        @Persist(configKey = "old_name")
        int m_newName = 1;

        @Persist(hidden = true)
        int m_internal = 2;
    }

    private static final String RENAMED =
            """
            <entry key="decay" type="xdouble" value="0.5"/>
            <entry key="old_name" type="xint" value="1"/>
            <entry key="internal_Internals" type="xint" value="2"/>
            """;

    @Test
    void keysCanBeGivenAndInheritedFieldsAreStored() throws Exception {
        assertSavedAs(RENAMED, new Renamed());
        Renamed loaded = ParametersStore.load(Renamed.class, model(RENAMED.replace("\"1\"", "\"9\"")));
        assertEquals(9, loaded.m_newName);
        assertEquals(2, loaded.m_internal);
    }

    static final class Hidden implements NodeParameters {
        @Widget(title = "Width", description = "")
        private int m_width;
    }

    @Test
    void aPrivateFieldInTheDialogIsRefused() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> SettingsXml.assertSavedAs("", new Hidden()));
        assertTrue(refused.getMessage().contains("m_width"), refused.getMessage());
        assertEquals(0, new Hidden().m_width);
    }

    static final class Unstorable implements NodeParameters {
        Object m_anything = "";
    }

    @Test
    void aFieldOfATypeThatCannotBeStoredIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> SettingsXml.assertSavedAs("", new Unstorable()));
    }
}
