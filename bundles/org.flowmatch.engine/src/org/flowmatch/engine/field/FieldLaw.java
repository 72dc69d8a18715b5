// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

/** A field over time, for instance the velocity or the score that follows from what a network predicts. */
public interface FieldLaw {
    /** @param t a time within the interval on which the field is finite */
    FieldTerms at(double t);
}
