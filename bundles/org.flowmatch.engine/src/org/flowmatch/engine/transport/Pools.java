// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

/**
 * The rows and columns that a partial assignment leaves out: how many of each, how many are already, and their prices. A row
 * that is left out pays the price of its pool, which no other row exceeds; so do columns.
 */
final class Pools {
    private final int capacity;
    private int rows;
    private int columns;
    private double rowPrice = Double.POSITIVE_INFINITY;
    private double columnPrice;

    /** @param capacity how many rows, and columns, are to be left out */
    Pools(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** What a row pays for being left out; infinite when none may. */
    double rowPrice() {
        return rowPrice;
    }

    double columnPrice() {
        return columnPrice;
    }

    void setRowPrice(double price) {
        rowPrice = price;
    }

    void setColumnPrice(double price) {
        columnPrice = price;
    }

    void raiseRowPrice(double by) {
        rowPrice += by;
    }

    void lowerColumnPrice(double by) {
        columnPrice -= by;
    }

    boolean takesRow() {
        return rows < capacity;
    }

    boolean takesColumn() {
        return columns < capacity;
    }

    void rowLeftOut() {
        rows++;
    }

    void columnLeftOut() {
        columns++;
    }
}
