// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/** The part that a table plays for a flow; messages name the table by it. */
public enum TableRole {
    TARGET("target table"),
    SOURCE("source table"),
    /** Its cells are given of rows that a flow makes. */
    GIVEN("table of given values"),
    /** What a synthetic table was made from. */
    REAL("real training table"),
    /** What is judged. */
    SYNTHETIC("synthetic table"),
    /** Real rows that nothing was made from. */
    HELD_BACK("held-back real table"),
    /** Real rows on which models are compared, none of which was trained on them. */
    TEST("table of test rows");

    private final String label;

    TableRole(String label) {
        this.label = label;
    }

    /** For the middle of a sentence: "target table". */
    public String label() {
        return label;
    }
}
