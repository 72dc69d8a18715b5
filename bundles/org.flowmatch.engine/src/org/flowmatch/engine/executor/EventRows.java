// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;

/** The rows of a chunk at a time of the grid, for a {@link GridEvent}. */
public interface EventRows {

    /** The number of the first row among all rows that are solved. */
    int firstRow();

    /** How many they are. */
    int rows();

    /** Their states [rows, D]; what is changed there holds. */
    float[] states();

    /** Their rows of what is given [rows, .], matrix after matrix; what is changed there holds. */
    List<float[]> given();

    /** Evaluates the network: all its outputs [rows, outputs] at these states. */
    float[] outputs();

    /** Lets the step begin with what the network gives out behind the event, instead of what the event saw first. */
    void renew();
}
