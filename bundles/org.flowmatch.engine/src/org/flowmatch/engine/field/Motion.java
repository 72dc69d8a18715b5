// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.field;

/**
 * How rows are moved from source to target by the field of a trained network: the state at time t follows
 * dx = velocity(x, t) dt from {@code interval.from} to {@code interval.to}.
 *
 * @param velocity the field, finite on the interval
 * @param interval times from the first to the last state
 * @param startScale what start rows (unit noise times the path's source scale, or rows of the source table) are multiplied
 *     by to be the first state
 * @param endScale what the last state is divided by to be target rows; backward, the two scales change their roles
 */
public record Motion(FieldLaw velocity, Interval interval, double startScale, double endScale) {}
