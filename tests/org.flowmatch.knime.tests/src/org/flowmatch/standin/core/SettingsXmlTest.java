// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** Settings in the XML form of workflow files. */
class SettingsXmlTest {

    /** As KNIME 5.8.3 wrote it for the same settings (written out by a running core, then compared by eye). */
    private static final String XML =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <config xmlns="http://www.knime.org/2008/09/XMLConfig" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd" key="settings.xml">
                <entry key="text" type="xstring" value="a &lt;b&gt; &amp; &quot;c&quot;%%00010%%00009%%00037%"/>
                <entry key="none" type="xstring" isnull="true" value=""/>
                <entry key="count" type="xint" value="-3"/>
                <entry key="rate" type="xdouble" value="1.0E-4"/>
                <entry key="on" type="xboolean" value="true"/>
                <config key="names">
                    <entry key="array-size" type="xint" value="2"/>
                    <entry key="0" type="xstring" value="x"/>
                    <entry key="1" type="xstring" isnull="true" value=""/>
                </config>
                <config key="empty"/>
            </config>
            """;

    private static NodeSettings example() {
        var settings = new NodeSettings("settings.xml");
        settings.addString("text", "a <b> & \"c\"\n\t%%");
        settings.addString("none", null);
        settings.addInt("count", -3);
        settings.addDouble("rate", 1e-4);
        settings.addBoolean("on", true);
        settings.addStringArray("names", "x", null);
        settings.addNodeSettings("empty");
        return settings;
    }

    private static NodeSettingsRO read(final String xml) throws IOException {
        return NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(final NodeSettings settings) throws IOException {
        var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheFormOfWorkflowFiles() throws IOException {
        assertEquals(XML, write(example()).replace("\r\n", "\n"));
    }

    @Test
    void readsTheFormOfWorkflowFiles() throws Exception {
        NodeSettingsRO settings = read(XML);
        assertEquals(example(), settings);
        assertEquals("settings.xml", settings.getKey());
        assertEquals("a <b> & \"c\"\n\t%%", settings.getString("text"));
        assertNull(settings.getString("none"));
        assertEquals(List.of("text", "none", "count", "rate", "on", "names", "empty"), List.copyOf(settings.keySet()));
        assertArrayEquals(new String[] {"x", null}, settings.getStringArray("names"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "  two  blanks  ",
                "\u0000",
                "a\rb\r\nc",
                "%%00010",
                "%%%",
                "%%000",
                "ü€\ud83d\ude00",
                "<&'\">",
                "\uffff"
            })
    void keepsEveryText(final String text) throws Exception {
        var settings = new NodeSettings("root");
        settings.addString("text", text);
        settings.addString("key <&\" of \u00fc", "x");
        NodeSettingsRO back = read(write(settings));
        assertEquals(text, back.getString("text"));
        assertEquals("x", back.getString("key <&\" of \u00fc"));
    }

    @Test
    void keepsEveryTypeAndArray() throws Exception {
        var settings = new NodeSettings("root");
        settings.addLong("long", Long.MIN_VALUE);
        settings.addFloat("float", 1.1f);
        settings.addShort("short", (short) -2);
        settings.addByte("byte", (byte) -128);
        settings.addChar("char", '\n');
        settings.addDouble("nan", Double.NaN);
        settings.addDouble("infinite", Double.NEGATIVE_INFINITY);
        settings.addDoubleArray("doubles", 0.1, -0.0);
        settings.addIntArray("ints");
        settings.addLongArray("longs", (long[]) null);
        settings.addBooleanArray("booleans", true, false);
        settings.addCharArray("chars", 'a', '<');
        settings.addByteArray("bytes", (byte) 1);
        settings.addFloatArray("floats", 2f);
        settings.addShortArray("shorts", (short) 3);
        settings.addDataType("type", DoubleCell.TYPE);
        settings.addDataCellArray("cells", new StringCell("q"), DataType.getMissingCell(), new DoubleCell(2));
        NodeSettingsRO back = read(write(settings));
        assertEquals(settings, back);
        assertEquals(Double.NaN, back.getDouble("nan"));
        assertEquals(0, back.getIntArray("ints").length);
        assertNull(back.getLongArray("longs"));
        assertEquals(DoubleCell.TYPE, back.getDataType("type"));
        assertArrayEquals(
                new DataCell[] {new StringCell("q"), DataType.getMissingCell(), new DoubleCell(2)},
                back.getDataCellArray("cells"));
    }

    @Test
    void namesWhatIsAbsentOrOfAnotherType() throws Exception {
        NodeSettings settings = example();
        for (String key : List.of("unknown", "text")) {
            String message = assertThrows(InvalidSettingsException.class, () -> settings.getInt(key))
                    .getMessage();
            assertTrue(message.contains("\"" + key + "\""), message);
            assertEquals(7, settings.getInt(key, 7));
            assertThrows(InvalidSettingsException.class, () -> settings.getNodeSettings(key));
            assertArrayEquals(new int[] {7}, settings.getIntArray(key, 7));
        }
        assertNull(settings.getString("none", "default"), "a null text is not an absent one");
        assertThrows(InvalidSettingsException.class, () -> settings.getDouble("count"), "an int is no double");
    }

    @Test
    void equalityIsDeep() {
        NodeSettings other = example();
        assertEquals(example(), other);
        other.addStringArray("names", "x", "y");
        assertFalse(example().equals(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "<other/>",
                "<config><entry key='x' type='xint' value='1'/></config>",
                "<config key='a'><entry key='x' type='xint' value='1.5'/></config>",
                "<config key='a'><entry key='x' type='xunknown' value='1'/></config>",
                "<config key='a'><entry key='x' type='xint' isnull='true' value=''/></config>",
                "<!DOCTYPE c [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><config key='a'><entry key='x' type='xstring'"
                        + " value='&e;'/></config>"
            })
    void refusesWhatIsNotASettingsTree(final String xml) {
        assertThrows(IOException.class, () -> read(xml));
    }

    @Test
    void refusesATreeThatIsTooDeepForTheStack() throws Exception {
        IOException refused = assertThrows(
                IOException.class, () -> read("<config key='a'>".repeat(5_000) + "</config>".repeat(5_000)));
        assertTrue(refused.getMessage().contains("deeper than 100 levels"), refused.getMessage());
        assertEquals(
                "a",
                read("<config key='a'>".repeat(100) + "</config>".repeat(100)).getKey());
    }

    @Test
    void believesNoArrayLengthBeyondTheElementsThatAreThere() throws Exception {
        NodeSettings settings = example();
        settings.getNodeSettings("names").addInt("array-size", Integer.MAX_VALUE);
        String message = assertThrows(InvalidSettingsException.class, () -> settings.getStringArray("names"))
                .getMessage();
        assertTrue(message.contains("\"names\"") && message.contains("2147483647") && message.contains("2"), message);
        assertThrows(InvalidSettingsException.class, () -> settings.getDataCellArray("names"));
        assertThrows(InvalidSettingsException.class, () -> settings.getDataTypeArray("names"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type='xunknown' value='1'", "type='xint' value='1.5'", "type='xint' isnull='true' value=''"})
    void namesTheLineAndTheKeyOfABadEntry(final String attributes) {
        String message = assertThrows(
                        IOException.class,
                        () -> read("<config key='a'>\n<entry key='steps' " + attributes + "/></config>"))
                .getMessage();
        assertTrue(message.contains("(line 2)") && message.contains("\"steps\""), message);
    }

    @Test
    void writesTheSameDigitsInEveryLanguage() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(XML, write(example()).replace("\r\n", "\n"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void closesItsStreams() throws IOException {
        var closed = new boolean[2];
        example().saveToXML(new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        });
        NodeSettings.loadFromXML(new ByteArrayInputStream(XML.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[1] = true;
            }
        });
        assertArrayEquals(new boolean[] {true, true}, closed);
    }
}
