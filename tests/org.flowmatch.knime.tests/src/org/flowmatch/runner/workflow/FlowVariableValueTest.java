// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.flowmatch.runner.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowVariableValueTest {

    @Test
    void everyTypeIsRead() {
        assertEquals(new FlowVariableValue("n", 5), FlowVariableValue.parse("n,5,int"));
        assertEquals(new FlowVariableValue("n", 5_000_000_000L), FlowVariableValue.parse("n,5000000000,long"));
        assertEquals(new FlowVariableValue("n", 0.5), FlowVariableValue.parse("n,0.5,double"));
        assertEquals(new FlowVariableValue("n", true), FlowVariableValue.parse("n,true,boolean"));
        assertEquals(new FlowVariableValue("n", "x"), FlowVariableValue.parse("n,x,String"));
    }

    @Test
    void quotesKeepCommasAndABackslashKeepsAQuote() {
        assertEquals(new FlowVariableValue("n", "a, \"b\""), FlowVariableValue.parse("n,\"a, \\\"b\\\"\",String"));
        assertEquals(new FlowVariableValue("a,b", "it's"), FlowVariableValue.parse("'a,b',it's,String"));
        assertEquals(new FlowVariableValue("n", ""), FlowVariableValue.parse("n,'',String"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n", "n,5", "n,5,6,int", ",5,int", "n,x,int", "n,5,integer", "n,yes,boolean", "n,'x,String"})
    void anythingElseIsAnError(String text) {
        assertThrows(UsageException.class, () -> FlowVariableValue.parse(text));
    }
}
