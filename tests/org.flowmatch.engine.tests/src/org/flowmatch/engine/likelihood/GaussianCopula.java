// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.LinearPath;

/**
 * Tables of two columns "a" and "b" that are rising functions of normal numbers of correlation r, and the flow whose encoded
 * rows have just that normal distribution: v = A x with exp(2 A) = [[1, r], [r, 1]].
 */
record GaussianCopula(double correlation) {
    static final List<ColumnInfo> COLUMNS =
            List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.DOUBLE));

    Table draw(int rows, long seed, DoubleUnaryOperator column) {
        Random random = new Random(seed);
        double[][] values = new double[2][rows];
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = correlation * a + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            values[0][row] = column.applyAsDouble(a);
            values[1][row] = column.applyAsDouble(b);
        }
        return new Table(COLUMNS, values, rows);
    }

    /** The flow under an encoding of two columns. */
    FlowModel model(TableEncoding encoding) {
        double same = (Math.log(1 + correlation) + Math.log(1 - correlation)) / 4;
        double other = (Math.log(1 + correlation) - Math.log(1 - correlation)) / 4;
        return with(
                TestModels.linear(new double[][] {{same, other}, {other, same}}, new double[2], new LinearPath()),
                encoding);
    }

    static FlowModel with(FlowModel model, TableEncoding encoding) {
        return new FlowModel(
                model.network(), model.weights(), model.dynamics(), encoding, model.source(), model.provenance());
    }

    static TableEncoding quantiles(Table table) {
        return TableEncoding.fit(table, new EncodingSettings(Scaling.QUANTILE, false, true, 0), Monitor.none());
    }
}
