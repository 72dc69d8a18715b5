// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** The part that a table plays in a coupling; messages name the table by it. */
public enum TableRole {
    TARGET("target table"),
    SOURCE("source table");

    private final String label;

    TableRole(String label) {
        this.label = label;
    }

    /** For the middle of a sentence: "target table". */
    public String label() {
        return label;
    }
}
