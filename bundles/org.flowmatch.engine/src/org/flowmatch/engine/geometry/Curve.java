// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.geometry;

/** Where coordinates that belong together lie. */
public enum Curve {
    /** Anywhere: they are a vector. */
    FLAT,
    /** On the unit sphere: a direction, of two coordinates an angle. */
    SPHERE,
    /**
     * On the part of the unit sphere without negative coordinates: the square roots of shares that sum to 1. On its way such a vector may be
     * any of the sphere, which stands for the one without signs: what leaves the orthant is reflected at its faces.
     */
    ORTHANT
}
