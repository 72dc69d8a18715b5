// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/**
 * Rows of another matrix, chosen by number, each as often as wanted; read from there when they are read.
 *
 * @param chosen their numbers; taken over, not copied
 */
public record ChosenRows(RowMatrix all, int[] chosen) implements RowMatrix {
    @Override
    public int rows() {
        return chosen.length;
    }

    @Override
    public int columns() {
        return all.columns();
    }

    @Override
    public float get(int row, int column) {
        return all.get(chosen[row], column);
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        all.copyRow(chosen[row], dst, off);
    }
}
