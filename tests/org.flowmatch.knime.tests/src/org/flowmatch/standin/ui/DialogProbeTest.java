// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.flowmatch.standin.ui.DialogWidget.Rule;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation.IsNotBlankValidation;

/** What a dialog shows, offers and switches off. */
class DialogProbeTest {

    enum Solver {
        @Label("Fixed steps")
        FIXED,
        ADAPTIVE_STEPS
    }

    @Section(title = "Expert")
    @Effect(predicate = Expert.Ref.class, type = EffectType.SHOW)
    interface Expert {
        final class Ref implements BooleanReference {}
    }

    static final class Settings implements NodeParameters {
        @Widget(title = "Solver", description = "How to integrate.")
        @ValueReference(SolverRef.class)
        @ChoicesProvider(Solvers.class)
        Solver m_solver = Solver.FIXED;

        @Widget(title = "Tolerance", description = "Largest error.")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostHalf.class)
        @Effect(predicate = IsAdaptive.class, type = EffectType.SHOW)
        double m_tolerance = 0.1;

        @Widget(title = "Column", description = "A number.")
        @ChoicesProvider(Numbers.class)
        String m_column = "";

        @Widget(title = "Name", description = "Of the result.")
        @TextInputWidget(patternValidation = IsNotBlankValidation.class)
        @ValueProvider(NameOfSolver.class)
        String m_name = "";

        @Widget(title = "Expert", description = "Show more.")
        @ValueReference(Expert.Ref.class)
        boolean m_expert;

        @Layout(Expert.class)
        Details m_details = new Details();

        @TextMessage(NoTable.class)
        Void m_message;
    }

    static final class Details implements NodeParameters {
        @Widget(title = "Seed", description = "Of the noise.")
        long m_seed = 1;
    }

    static final class SolverRef implements ParameterReference<Solver> {}

    static final class IsAdaptive implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SolverRef.class).isOneOf(Solver.ADAPTIVE_STEPS);
        }
    }

    static final class AtMostHalf extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.5;
        }
    }

    static final class Solvers implements EnumChoicesProvider<Solver> {
        @Override
        public List<Solver> choices(NodeParametersInput context) {
            return List.of(Solver.ADAPTIVE_STEPS);
        }
    }

    static final class Numbers extends DoubleColumnsProvider {}

    static final class NameOfSolver implements StateProvider<String> {
        private Supplier<Solver> solver;

        @Override
        public void init(StateProviderInitializer initializer) {
            solver = initializer.computeFromValueSupplier(SolverRef.class);
        }

        @Override
        public String computeState(NodeParametersInput context) {
            return "by " + EnumLabels.of(solver.get());
        }
    }

    static final class NoTable implements TextMessage.SimpleTextMessageProvider {
        @Override
        public boolean showMessage(NodeParametersInput context) {
            return context.getInTableSpec(0).isEmpty();
        }

        @Override
        public String title() {
            return "No table";
        }

        @Override
        public String description() {
            return "Connect one.";
        }

        @Override
        public TextMessage.MessageType type() {
            return TextMessage.MessageType.WARNING;
        }
    }

    private static DialogProbe probe(Settings settings, DataTableSpec spec) {
        PortType[] types = {BufferedDataTable.TYPE};
        return new DialogProbe(settings, PortsInput.ofSpecs(new PortObjectSpec[] {spec}, types, types));
    }

    private static DialogProbe probe(Settings settings) {
        return probe(
                settings,
                new DataTableSpec(
                        new DataColumnSpecCreator("a", DoubleCell.TYPE).createSpec(),
                        new DataColumnSpecCreator("b", StringCell.TYPE).createSpec()));
    }

    @Test
    void widgetsAreListedWithTheirRules() {
        List<DialogWidget> widgets = probe(new Settings()).widgets();
        assertEquals(
                List.of("solver", "tolerance", "column", "name", "expert", "details.seed"),
                widgets.stream().map(DialogWidget::path).toList());
        DialogWidget tolerance = widgets.get(1);
        assertEquals("Tolerance", tolerance.title());
        assertEquals(
                List.of("The value must be greater than 0.", "The value must be at most 0.5."),
                tolerance.rules().stream().map(Rule::message).toList());
        assertEquals(
                "MinValidationParams[min=0.0, isExclusive=true]",
                tolerance.rules().get(0).parameters());
        assertEquals(IsNotBlankValidation.class, widgets.get(3).rules().get(0).validation());
    }

    @Test
    void choicesComeFromTheProviders() {
        assertEquals(
                Map.of("solver", List.of("ADAPTIVE_STEPS"), "column", List.of("a")),
                probe(new Settings()).choices());
        assertEquals(List.of(), probe(new Settings(), null).choices().get("column"), "no table, no columns");
    }

    @Test
    void effectsSwitchFieldsOffByValue() {
        Settings settings = new Settings();
        assertEquals(
                List.of("tolerance", "details", "details.seed"), probe(settings).notEditable());
        settings.m_solver = Solver.ADAPTIVE_STEPS;
        settings.m_expert = true;
        assertEquals(List.of(), probe(settings).notEditable());
    }

    @Test
    void providersSeeTheValuesOfOtherFields() {
        Settings settings = new Settings();
        assertEquals(Map.of("name", "by Fixed steps"), probe(settings).providedValues());
        settings.m_solver = Solver.ADAPTIVE_STEPS;
        assertEquals(Map.of("name", "by Adaptive steps"), probe(settings).providedValues());
    }

    @Test
    void messagesShowOnlyWhenTheyApply() {
        assertEquals(Map.of(), probe(new Settings()).messages());
        assertEquals(
                Map.of("message", new TextMessage.Message("No table", "Connect one.", TextMessage.MessageType.WARNING)),
                probe(new Settings(), null).messages());
    }

    static final class Dangling implements NodeParameters {
        @Effect(predicate = IsAdaptive.class, type = EffectType.HIDE)
        Optional<Integer> m_steps = Optional.empty();
    }

    @Test
    void aReferenceThatNoFieldHasIsNamed() {
        DialogProbe probe = new DialogProbe(
                new Dangling(), PortsInput.ofSpecs(new PortObjectSpec[0], new PortType[0], new PortType[0]));
        IllegalStateException refused = assertThrows(IllegalStateException.class, probe::notEditable);
        assertTrue(refused.getMessage().contains("SolverRef"), refused.getMessage());
    }
}
