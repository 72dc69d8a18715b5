// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.standin.ui.DialogWidget;
import org.flowmatch.standin.ui.DialogWidget.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.choices.Label;

/** What the dialogs show, hide and say. */
class DialogTest {
    private static final Pattern BOUND = Pattern.compile("(?:min|max)=([-0-9.E]+)");

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void theRangeOfEveryNumberStandsInItsDescription(OwnNodes node) throws Exception {
        for (DialogWidget widget : node.dialog(1).widgets()) {
            for (Rule rule : widget.rules()) {
                Matcher bound = BOUND.matcher(rule.parameters());
                assertTrue(bound.find(), rule.parameters());
                String number = asWritten(new BigDecimal(bound.group(1)));
                assertTrue(
                        Pattern.compile("(?<![0-9.,])" + Pattern.quote(number) + "(?![0-9]|[.,][0-9])")
                                .matcher(widget.description())
                                .find(),
                        () -> widget.path() + " does not tell " + number + ": " + widget.description());
            }
        }
    }

    private static String asWritten(BigDecimal bound) {
        return new DecimalFormat("#,##0.############", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(bound);
    }

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void everyChoiceHasALabelAndADescription(OwnNodes node) throws Exception {
        checkChoices(node.parameters());
    }

    private static void checkChoices(Class<?> parameters) throws NoSuchFieldException {
        for (Field field : parameters.getDeclaredFields()) {
            Class<?> type = field.getType();
            if (NodeParameters.class.isAssignableFrom(type)) {
                checkChoices(type);
            } else if (type.isEnum() && field.getName().startsWith("m_")) {
                for (Object constant : type.getEnumConstants()) {
                    Label label = type.getField(((Enum<?>) constant).name()).getAnnotation(Label.class);
                    assertTrue(label != null && label.description().strip().endsWith("."), () -> type + " " + constant);
                }
            }
        }
    }

    @Test
    void exampleDataShowsNoiseOrDimensions() throws Exception {
        assertHidden(Set.of("dimensions"), OwnNodes.EXAMPLE, 0);
        assertHidden(Set.of("noise"), OwnNodes.EXAMPLE, 0, "distribution", "GAUSSIAN");
        assertEquals(
                0.3,
                OwnNodes.EXAMPLE
                        .dialog(0, "distribution", "EIGHT_GAUSSIANS")
                        .providedValues()
                        .get("noise"));
    }

    @Test
    void couplingShowsWhatBelongsToTheCouplingAndTheTables() throws Exception {
        Set<String> pairing = Set.of("transportBatch", "pairBy", "keyColumn");
        assertHidden(pairing, OwnNodes.COUPLING, 1);
        assertHidden(Set.of("pairBy", "keyColumn"), OwnNodes.COUPLING, 1, "coupling", "OPTIMAL_TRANSPORT");
        assertHidden(
                Set.of("transportBatch", "keyColumn", "sourceDistribution"),
                OwnNodes.COUPLING,
                2,
                "coupling",
                "PAIRED");
        assertHidden(
                Set.of("transportBatch", "sourceDistribution"),
                OwnNodes.COUPLING,
                2,
                "coupling",
                "PAIRED",
                "pairBy",
                "KEY_COLUMN");
        assertHidden(
                Set.of("transportBatch", "pairBy", "keyColumn", "interpolate"),
                OwnNodes.COUPLING,
                1,
                "scaling",
                "NONE");
    }

    @Test
    void pathShowsItsOwnSettings() throws Exception {
        assertHidden(Set.of("sigmaMin", "betaMin", "betaMax"), OwnNodes.PATH, 1);
        assertHidden(Set.of("betaMin", "betaMax"), OwnNodes.PATH, 1, "path", "LIPMAN");
        assertHidden(Set.of("sigmaMin"), OwnNodes.PATH, 1, "path", "VARIANCE_PRESERVING");
    }

    @Test
    void learnerShowsItsBudgetAndANetworkUnlessItContinues() throws Exception {
        assertHidden(Set.of("epochs"), OwnNodes.LEARNER, 1);
        assertHidden(
                Set.of("timeFrequencies", "steps"), OwnNodes.LEARNER, 1, "timeFeatures", "RAW", "budget", "EPOCHS");
        assertHidden(
                Set.of("layers", "width", "activation", "timeFeatures", "timeFrequencies", "epochs"),
                OwnNodes.LEARNER,
                2);
    }

    @Test
    void solversShowStepsOrTolerances() throws Exception {
        Set<String> tolerances = Set.of("solver.relativeTolerance", "solver.absoluteTolerance");
        for (OwnNodes node : List.of(OwnNodes.SAMPLER, OwnNodes.REFLOW)) {
            assertHidden(tolerances, node, 1);
            assertHidden(Set.of("solver.steps"), node, 1, "solver/method", "DORMAND_PRINCE");
            assertHidden(Set.of("rows", "solver.relativeTolerance", "solver.absoluteTolerance"), node, 2);
        }
        assertHidden(Set.of(), OwnNodes.SAMPLER, 1, "solver/method", "DORMAND_PRINCE", "trajectories", true);
    }

    private static void assertHidden(Set<String> paths, OwnNodes node, int inputs, Object... settings)
            throws Exception {
        assertEquals(paths, Set.copyOf(node.dialog(inputs, settings).notEditable()));
    }
}
