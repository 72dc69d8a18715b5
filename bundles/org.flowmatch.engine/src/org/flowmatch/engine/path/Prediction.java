// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/** What a network predicts at (x_t, t). The names are stored in model files and never change. */
public enum Prediction {
    /** The marginal velocity v(x, t) = E[u_t | x_t = x]. */
    VELOCITY
}
