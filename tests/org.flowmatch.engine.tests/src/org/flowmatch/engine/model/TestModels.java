// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.ParameterLayout;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;

/** Models that need no training: random networks, and networks that are a linear field. */
public final class TestModels {
    /** Keeps every unit of a linear network on the linear side of SELU for |x| up to 8. */
    private static final float SHIFT = 16;

    /** SELU's slope above 0. */
    private static final double SLOPE = 1.0507009873554805;

    private TestModels() {}

    public static FlowModel random(int columns, NetworkSpec network, ConditionalPath path, long seed) {
        return of(network, network.initialWeights(columns, columns, seed), columns, path);
    }

    public static FlowModel random(int columns) {
        return random(
                columns, new Mlp(List.of(32, 32), Activation.SILU, new TimeFeatures.Fourier(3)), new LinearPath(), 1);
    }

    /**
     * A network that computes v = matrix x + drift t exactly but for rounding (1e-5): one hidden layer of SELU units, kept
     * where SELU is linear.
     */
    public static FlowModel linear(double[][] matrix, double[] drift, ConditionalPath path) {
        int d = drift.length;
        Mlp network = new Mlp(List.of(d + 1), Activation.SELU, new TimeFeatures.Raw());
        ParameterLayout layout = network.layout(d, d);
        float[] weights = new float[layout.size()];
        int hidden = layout.entries().get(0).offset();
        int hiddenBias = layout.entries().get(1).offset();
        int out = layout.entries().get(2).offset();
        int outBias = layout.entries().get(3).offset();
        for (int unit = 0; unit <= d; unit++) {
            weights[hidden + unit * (d + 1) + unit] = 1;
            weights[hiddenBias + unit] = SHIFT;
        }
        for (int row = 0; row < d; row++) {
            double sum = 0;
            for (int unit = 0; unit <= d; unit++) {
                double weight = unit < d ? matrix[row][unit] : drift[row];
                weights[out + row * (d + 1) + unit] = (float) (weight / SLOPE);
                sum += weight;
            }
            weights[outBias + row] = (float) (-SHIFT * sum);
        }
        return of(network, weights, d, path);
    }

    private static FlowModel of(NetworkSpec network, float[] weights, int columns, ConditionalPath path) {
        return new FlowModel(
                network,
                weights,
                new AffineVelocity(path, Prediction.VELOCITY),
                encoding(columns),
                SourceLaw.GAUSSIAN,
                provenance(0, List.of()));
    }

    /** Columns c1, c2, ... taken as they are. */
    public static TableEncoding encoding(int columns) {
        List<ColumnInfo> infos = new ArrayList<>();
        double[][] values = new double[columns][];
        for (int c = 0; c < columns; c++) {
            infos.add(new ColumnInfo("c" + (c + 1), ColumnKind.DOUBLE));
            values[c] = new double[] {-1.25, 0.5, 1};
        }
        return TableEncoding.fit(
                new Table(infos, values, 3), new EncodingSettings(Scaling.NONE, false, false, 0), Monitor.none());
    }

    public static Provenance provenance(int reflowRounds, List<Provenance> earlier) {
        JsonObject settings = new JsonObject();
        settings.addProperty("batchSize", 256);
        return new Provenance(
                Product.VERSION,
                "2026-01-02T03:04:05Z",
                "independent",
                new JsonObject(),
                settings,
                11,
                -12,
                1000,
                500,
                400,
                OptionalDouble.of(0.25),
                OptionalDouble.empty(),
                reflowRounds,
                earlier);
    }
}
