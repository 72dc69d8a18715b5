// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.objective.EffectiveDensity;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.LinearPath;

/**
 * Draws {@code docs/time-laws.svg} from the engine's densities: on the left the time laws with the defaults of the dialog, on
 * the right the effective density of the loss weights on the linear path for the velocity at uniform times.
 */
final class TimeLawsPicture {
    private static final int WIDTH = 340;
    private static final int HEIGHT = 240;
    private static final int TOP = 34;
    private static final double MOST = 4;
    private static final int POINTS = 100;
    private static final List<String> COLORS =
            List.of("#333333", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b");

    private record Curve(String name, DoubleUnaryOperator density) {}

    private TimeLawsPicture() {}

    /** Writes the picture to the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), svg());
    }

    static String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 390" font-family="sans-serif" font-size="12">
                <title>Densities of the time laws and effective densities of the loss weights</title>
                <rect width="800" height="390" fill="#ffffff"/>
                """
                + panel(45, "Time laws: density of t", laws())
                + panel(445, "Loss weights: effective density*", weights())
                + "<text x=\"445\" y=\"374\" fill=\"#555555\">* of the velocity on the linear path, uniform"
                + " times</text>\n"
                + "</svg>\n";
    }

    private static List<Curve> laws() {
        return List.of(
                law("uniform", new TimeLaw.Uniform()),
                law("logit-normal(0, 1)", new TimeLaw.LogitNormal(0, 1)),
                law("beta(2, 2)", new TimeLaw.Beta(2, 2)),
                law("mode(1.29)", new TimeLaw.Mode(1.29)),
                law("U-shaped(4)", new TimeLaw.UShaped(4)),
                law("cosine map", new TimeLaw.CosineMap()));
    }

    private static Curve law(String name, TimeLaw.OfAnyPath law) {
        return new Curve(name, law::density);
    }

    private static List<Curve> weights() {
        return List.of(
                weight("none", new LossWeight.None()),
                weight("SNR", new LossWeight.Snr()),
                weight("min-SNR(5)", new LossWeight.MinSnr(5)),
                weight("logit-normal(0, 1)", new LossWeight.LogitNormal(0, 1)));
    }

    private static Curve weight(String name, LossWeight weight) {
        return new Curve(
                name, EffectiveDensity.of(new LinearPath(), Objective.defaults().withLossWeight(weight))::at);
    }

    private static String panel(int left, String title, List<Curve> curves) {
        StringBuilder text = new StringBuilder();
        text.append(format("<g transform=\"translate(%d %d)\">%n", left, TOP));
        text.append(format("<text x=\"0\" y=\"-12\" font-weight=\"bold\">%s</text>%n", title));
        for (int y = 0; y <= MOST; y++) {
            text.append(format(
                    "<path d=\"M0 %1$.1f H%2$d\" stroke=\"#dddddd\"/><text x=\"-14\" y=\"%3$.1f\">%4$d</text>%n",
                    place(y), WIDTH, place(y) + 4, y));
        }
        for (double t = 0; t <= 1; t += 0.25) {
            text.append(
                    format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", t * WIDTH, HEIGHT + 16, t));
        }
        text.append(format(
                "<text x=\"0\" y=\"%1$d\">source</text><text x=\"%2$d\" y=\"%1$d\" text-anchor=\"end\">target</text>%n",
                HEIGHT + 32, WIDTH));
        for (int i = 0; i < curves.size(); i++) {
            text.append(format(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    line(curves.get(i).density()), COLORS.get(i)));
            text.append(format(
                    "<path d=\"M%1$d %2$d h18\" stroke=\"%3$s\" stroke-width=\"2\"/><text x=\"%4$d\""
                            + " y=\"%5$d\">%6$s</text>%n",
                    i % 2 * 170,
                    HEIGHT + 52 + i / 2 * 18,
                    COLORS.get(i),
                    26 + i % 2 * 170,
                    HEIGHT + 56 + i / 2 * 18,
                    curves.get(i).name()));
        }
        return text.append("</g>\n").toString();
    }

    /** The ends themselves are left out: some densities have no value there. */
    private static String line(DoubleUnaryOperator density) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < POINTS; i++) {
            double t = (double) i / POINTS;
            path.append(format("%s%.1f %.1f", i == 1 ? "M" : "L", t * WIDTH, place(density.applyAsDouble(t))));
        }
        return path.toString();
    }

    private static double place(double density) {
        return HEIGHT * (1 - density / MOST);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values).replace("\r\n", "\n");
    }
}
