// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

/**
 * What real training rows reach in the place of a synthetic table with as many rows: the floors.
 *
 * @param shuffled likeness of training rows whose columns were shuffled: the other end of trends
 */
record RealFindings(DetectionScore detection, Likeness likeness, Likeness shuffled, UtilityScore utility) {}
