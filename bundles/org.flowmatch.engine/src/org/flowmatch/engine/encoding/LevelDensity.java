// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

/**
 * The law of a label: of n rows that were fitted, a value that none of them had has the probability 1 / (n + 1) (Laplace's
 * rule for something never seen), for a text whichever it is, for a number by {@link UnseenNumbers}; levels share the rest as
 * the flow says, which is not told of unseen values. A missing cell is its level; in a column that had none it is not known and
 * integrated out.
 */
final class LevelDensity implements CellDensity {
    private final LevelColumn column;
    private final boolean numeric;
    private final double logUnseen;
    private final double logSeen;
    private final UnseenNumbers unseen;

    /** @param numeric whether the values are numbers, as opposed to places of texts */
    LevelDensity(LevelColumn column, boolean numeric) {
        this.column = column;
        this.numeric = numeric;
        long rows = column.rows();
        logUnseen = -Math.log(rows + 1.0);
        logSeen = Math.log(rows) + logUnseen;
        unseen = new UnseenNumbers(column.known());
    }

    @Override
    public CellPlace place(double value) {
        if (Double.isNaN(value) && !column.takesMissing()) {
            return CellPlace.untold(0);
        }
        if (Double.isNaN(value) || column.knows(value)) {
            return CellPlace.ofLevel(column.level(value), logSeen + Math.log(column.share(value)));
        }
        return CellPlace.untold(numeric ? logUnseen + unseen.logMass(value) : logUnseen);
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public double unit() {
        return 1;
    }
}
