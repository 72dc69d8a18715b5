// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

/**
 * A component of a record that is stored as a text. Its class has a constructor of the text and of how messages call the
 * field, which refuses a text that is none of its own with a {@link org.flowmatch.engine.FlowException}.
 */
public interface JsonText {
    String text();
}
