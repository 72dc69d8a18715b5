// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.runner.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeSettings;

class NodeOptionTest {
    private final NodeSettings model = new NodeSettings("model");

    @BeforeEach
    void settings() {
        model.addInt("steps", 10);
        model.addString("name", "x");
        model.addDouble("rate", 0.5);
        model.addBoolean("on", true);
        model.addChar("mark", 'a');
        model.addNodeSettings("inner").addLong("seed", 1);
        model.addStringArray("columns", "a", "b");
        model.addDataCell("cell", new StringCell("old"));
    }

    private void apply(String text) {
        NodeOption.parse(text).apply(model, model, "Learner #4");
    }

    @Test
    void aGroupThatTheStoredSettingsLackIsFilledWithWhatTheNodeKnows() throws Exception {
        NodeSettings known = new NodeSettings("model");
        model.copyTo(known);
        var time = known.addNodeSettings("time");
        time.addDouble("from", 0);
        time.addNodeSettings("law").addString("name", "uniform");
        NodeOption.parse("4,time/to,0.5,double").apply(model, withTo(known), "Learner #4");
        assertEquals(0, model.getNodeSettings("time").getDouble("from"));
        assertEquals(0.5, model.getNodeSettings("time").getDouble("to"));
        assertEquals(
                "uniform", model.getNodeSettings("time").getNodeSettings("law").getString("name"));
    }

    private static NodeSettings withTo(NodeSettings known) throws Exception {
        known.getNodeSettings("time").addDouble("to", 1);
        return known;
    }

    @Test
    void theFirstTwoCommasAndTheLastOneSeparate() {
        NodeOption option = NodeOption.parse("4,inner/seed,1,2,3,String");
        assertEquals(4, option.nodeId());
        assertEquals(List.of("inner", "seed"), option.key());
        assertEquals("1,2,3", option.value());
        assertEquals("String", option.type());
    }

    @Test
    void everyTypeReplacesItsSetting() throws Exception {
        apply("4,steps,25,int");
        apply("4,name,a, b,String");
        apply("4,rate,1e-3,double");
        apply("4,on,false,boolean");
        apply("4,mark,;,char");
        apply("4,inner/seed,9000000000,long");
        apply("4,columns/1,c,String");
        apply("4,columns/2,d,String");
        apply("4,columns/array-size,3,int");
        apply("4,cell,new,StringCell");
        assertEquals(25, model.getInt("steps"));
        assertEquals("a, b", model.getString("name"));
        assertEquals(1e-3, model.getDouble("rate"));
        assertEquals(false, model.getBoolean("on"));
        assertEquals(';', model.getChar("mark"));
        assertEquals(9_000_000_000L, model.getNodeSettings("inner").getLong("seed"));
        assertEquals(List.of("a", "c", "d"), List.of(model.getStringArray("columns")));
        assertEquals(new StringCell("new"), model.getDataCell("cell"));
    }

    @Test
    void aKeyThatIsMissingInTheStoredSettingsButKnownToTheNodeIsAdded() throws Exception {
        NodeSettings stored = new NodeSettings("model");
        NodeOption.parse("4,inner/seed,5,long").apply(stored, model, "Learner #4");
        assertEquals(5, stored.getNodeSettings("inner").getLong("seed"));
    }

    @Test
    void aMisspeltKeyIsAnErrorThatListsTheKeys() {
        UsageException e = assertThrows(UsageException.class, () -> apply("4,stepz,25,int"));
        assertTrue(e.getMessage().contains("Learner #4 has no setting 'stepz'"), e.getMessage());
        assertTrue(e.getMessage().contains("cell, columns, inner, mark, name, on, rate, steps"), e.getMessage());
        assertThrows(UsageException.class, () -> apply("4,steps/inner,25,int"));
    }

    @Test
    void anotherTypeIsAnErrorThatNamesTheRightOne() {
        UsageException e = assertThrows(UsageException.class, () -> apply("4,rate,1,int"));
        assertTrue(e.getMessage().contains("Its type is double"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,steps,ten,int", "4,on,yes,boolean", "4,mark,ab,char", "4,rate,fast,double"})
    void aValueThatIsNotOfItsTypeIsAnError(String text) {
        assertTrue(assertThrows(UsageException.class, () -> apply(text))
                .getMessage()
                .contains("is not a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4",
                "4,steps",
                "4,steps,25",
                "4,,25,int",
                ",steps,25,int",
                "x,steps,25,int",
                "4/2,steps,25,int",
                "4,steps,25,integer"
            })
    void anOptionOfAnotherFormIsAnError(String text) {
        assertThrows(UsageException.class, () -> NodeOption.parse(text));
    }
}
