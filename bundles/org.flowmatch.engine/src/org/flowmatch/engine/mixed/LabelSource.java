// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/** What labels are before they have come from the target. Names are stored and never change. */
public enum LabelSource {
    /** Hidden (masked source: Austin, Johnson, Ho, Tarlow and van den Berg 2021): each comes once and stays. */
    MASK,

    /** Drawn from their levels, all alike probable: each may come several times, so that a level that was drawn too early is mended. */
    UNIFORM
}
