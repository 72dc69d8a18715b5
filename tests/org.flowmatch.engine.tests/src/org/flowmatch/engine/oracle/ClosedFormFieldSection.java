// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Set;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;

/**
 * The linear path from a Gaussian source to a few data points: the weights of the points given x, E[x1 | x], and velocity
 * and score, which the product's conversions take from it.
 */
final class ClosedFormFieldSection implements Section {
    private static final Set<String> KEYS = Set.of("data", "x", "t", "weights", "E_x1", "velocity", "score");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonArray cases = element.getAsJsonArray();
        for (int i = 0; i < cases.size(); i++) {
            String name = "closed_form_field[" + i + "]";
            JsonObject expected = cases.get(i).getAsJsonObject();
            Comparison.requireKnown(name, expected, KEYS);
            double[][] data = Comparison.rows(expected.get("data"));
            double[][] x = Comparison.rows(expected.get("x"));
            double t = expected.get("t").getAsDouble();
            Conversion conversion = Conversion.of(Prediction.TARGET, new LinearPath());
            for (int row = 0; row < x.length; row++) {
                String rowName = name + ".x[" + row + "]";
                double[] weights = weights(data, x[row], t);
                double[] mean = mean(data, weights);
                FieldTerms velocity = conversion.law(Prediction.VELOCITY).at(t);
                FieldTerms score = conversion.law(Prediction.SCORE).at(t);
                comparison.numbers(rowName + ".weights", weights, row(expected, "weights", row), FORMULA);
                comparison.numbers(rowName + ".E_x1", mean, row(expected, "E_x1", row), FORMULA);
                comparison.numbers(
                        rowName + ".velocity", field(velocity, x[row], mean), row(expected, "velocity", row), FORMULA);
                comparison.numbers(
                        rowName + ".score", field(score, x[row], mean), row(expected, "score", row), FORMULA);
            }
        }
    }

    private static JsonElement row(JsonObject expected, String key, int row) {
        return expected.getAsJsonArray(key).get(row);
    }

    private static double[] field(FieldTerms terms, double[] x, double[] prediction) {
        double[] field = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            field[k] = terms.xWeight() * x[k] + terms.outWeight() * prediction[k];
        }
        return field;
    }

    /** Proportional to the densities of N(t x1, (1 - t)^2 I) at x. */
    private static double[] weights(double[][] data, double[] x, double t) {
        double[] logs = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            double sum = 0;
            for (int k = 0; k < x.length; k++) {
                double z = (x[k] - t * data[i][k]) / (1 - t);
                sum += z * z;
            }
            logs[i] = -sum / 2;
        }
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] weights =
                Arrays.stream(logs).map(log -> Math.exp(log - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double[] mean(double[][] data, double[] weights) {
        double[] mean = new double[data[0].length];
        for (int i = 0; i < data.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += weights[i] * data[i][k];
            }
        }
        return mean;
    }
}
