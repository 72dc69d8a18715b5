// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.junit.jupiter.api.Test;

/** What is the same and what is not between a model and what is to fit it, and how a difference is told. */
class FitTest {
    private static final ColumnInfo X = new ColumnInfo("x", ColumnKind.DOUBLE);
    private static final ColumnInfo K = new ColumnInfo("k", ColumnKind.INT);
    private static final FittedCondition LABEL = new FittedCondition.Nominal("label", List.of("a", "b"));
    private static final FittedCondition AGE = new FittedCondition.Number("age", 40, 10, 20, 60);
    private static final ConditionEncoding NONE = ConditionEncoding.none();

    private static ConditionEncoding conditions(FittedCondition... columns) {
        return new ConditionEncoding(List.of(columns));
    }

    /** Of columns x, double, and k, int, whose second value is not 0. */
    private static TableEncoding encoding(double x, double k) {
        return TableEncoding.fit(
                new Table(List.of(X, K), new double[][] {{0, x}, {0, k}}, 2),
                new EncodingSettings(Scaling.STANDARDISE, false, false, 0),
                Monitor.none());
    }

    private static void assertSame(Optional<Difference> difference) {
        assertEquals(Optional.empty(), difference);
    }

    private static void assertTold(String sentence, Optional<Difference> difference) {
        assertEquals(Optional.of(sentence), difference.map(Difference::sentence));
    }

    @Test
    void columnsDifferInNameKindAndOrder() {
        assertSame(Fit.USED.columns(List.of(X, K), List.of(X, K)));
        assertTold(
                "The model has other columns (x double, k int) than the coupling (k int, x double).",
                Fit.USED.columns(List.of(X, K), List.of(K, X)));
        assertTold(
                "The model to continue from has other columns (x double) than the coupling (x int).",
                Fit.CONTINUED.columns(List.of(X), List.of(new ColumnInfo("x", ColumnKind.INT))));
    }

    @Test
    void conditionsAreComparedAsTheyAreKnown() {
        assertSame(Fit.USED.conditions(List.of(X), List.of(X), ColumnInfo::name));
        assertTold(
                "The model has other conditions (x) than the coupling (none).",
                Fit.USED.conditions(List.of(X), List.of(), ColumnInfo::name));
        assertSame(Fit.CONTINUED.conditionNames(List.of("label", "age"), List.of("label", "age")));
        assertTold(
                "The model to continue from has no conditions, but the coupling has the conditions label, age.",
                Fit.CONTINUED.conditionNames(List.of(), List.of("label", "age")));
        assertTold(
                "The model to continue from has the conditions age, label, but the coupling has the conditions label,"
                        + " age.",
                Fit.CONTINUED.conditionNames(List.of("age", "label"), List.of("label", "age")));
    }

    @Test
    void conditionsMeanTheSameOnAnotherScale() {
        FittedCondition older = new FittedCondition.Number("age", 70, 5, 60, 90);
        assertSame(Fit.CONTINUED.conditionMeanings(conditions(LABEL, AGE), conditions(LABEL, older)));
        String differ = "The conditions label, age of the model to continue from have other kinds or labels than those"
                + " of the coupling.";
        FittedCondition more = new FittedCondition.Nominal("label", List.of("a", "b", "c"));
        assertTold(differ, Fit.CONTINUED.conditionMeanings(conditions(LABEL, AGE), conditions(more, AGE)));
        FittedCondition ages = new FittedCondition.Nominal("age", List.of("old", "young"));
        assertTold(differ, Fit.CONTINUED.conditionMeanings(conditions(LABEL, AGE), conditions(LABEL, ages)));
    }

    @Test
    void conditionsAreNeededByAModelThatHasSome() {
        assertSame(Fit.USED.neededConditions(NONE, conditions(AGE)));
        assertSame(Fit.USED.neededConditions(conditions(AGE), conditions(AGE)));
        String missing = "The model generates rows under the conditions age, but the coupling has none or others.";
        assertTold(missing, Fit.USED.neededConditions(conditions(AGE), NONE));
        FittedCondition older = new FittedCondition.Number("age", 70, 5, 60, 90);
        assertTold(missing, Fit.USED.neededConditions(conditions(AGE), conditions(older)));
    }

    @Test
    void sourcesAreALawOrRows() {
        assertSame(Fit.USED.source(SourceLaw.TABLE, SourceLaw.TABLE));
        assertTold(
                "The model starts from Gaussian noise, but the coupling from rows of a source table.",
                Fit.USED.source(SourceLaw.GAUSSIAN, SourceLaw.TABLE));
        Optional<RowMatrix> rows = Optional.of(RowMatrix.of(new float[4], 2));
        assertSame(Fit.USED.sourceRows(SourceLaw.TABLE, rows));
        assertSame(Fit.USED.sourceRows(SourceLaw.GAUSSIAN, rows));
        assertSame(Fit.USED.sourceRows(SourceLaw.GAUSSIAN, Optional.empty()));
        assertTold(
                "The model was trained with a source table, but the coupling has none.",
                Fit.USED.sourceRows(SourceLaw.TABLE, Optional.empty()));
    }

    @Test
    void encodingsDifferInScalesAndCoordinatesInColumnsAlone() {
        assertSame(Fit.USED.encoding(encoding(1, 2), encoding(1, 2)));
        assertTold(
                "The coupling is encoded otherwise than the model.", Fit.USED.encoding(encoding(1, 2), encoding(1, 3)));
        assertSame(Fit.CONTINUED.coordinates(encoding(1, 2), encoding(1, 3)));
        // a constant column has no coordinate
        assertTold(
                "The model to continue from has the columns x, k, but the coupling has x.",
                Fit.CONTINUED.coordinates(encoding(1, 2), encoding(1, 0)));
        assertSame(Fit.CONTINUED.scaling(Scaling.NONE, Scaling.NONE));
        assertTold(
                "The model to continue from was trained on columns of another scaling (none) than the coupling's"
                        + " (quantile).",
                Fit.CONTINUED.scaling(Scaling.NONE, Scaling.QUANTILE));
    }

    @Test
    void networksAndWhatTheyPredictAreTold() {
        Mlp had = new Mlp(List.of(24), Activation.SILU, new TimeFeatures.Raw());
        Mlp has = new Mlp(List.of(8), Activation.SILU, new TimeFeatures.Raw());
        assertSame(Fit.CONTINUED.network(had, new Mlp(List.of(24), Activation.SILU, new TimeFeatures.Raw())));
        assertTold(
                "The model to continue from is " + had.describe() + ", but " + has.describe() + " is to be trained.",
                Fit.CONTINUED.network(had, has));
        assertSame(Fit.CONTINUED.prediction("velocity", "velocity"));
        assertTold(
                "The model to continue from predicts the velocity, but the noise is to be learnt.",
                Fit.CONTINUED.prediction("velocity", "noise"));
    }

    @Test
    void rowsAreAsWideAsTheModel() {
        FlowModel plain = TestModels.random(2);
        FlowModel conditional = new FlowModel(
                plain.network(),
                plain.weights(),
                plain.dynamics(),
                plain.encoding(),
                plain.source(),
                plain.provenance(),
                conditions(AGE));
        RowsFit fit = new RowsFit("rows to score");
        RowMatrix two = RowMatrix.of(new float[6], 2);
        RowMatrix three = RowMatrix.of(new float[6], 3);
        assertSame(fit.columns(plain, two));
        assertTold("The rows to score have 3 encoded columns, but the model has 2.", fit.columns(plain, three));
        assertSame(fit.conditions(plain, Optional.empty()));
        assertSame(fit.conditions(conditional, Optional.of(two)));
        assertTold(
                "The rows to score have conditions, but the model has none.", fit.conditions(plain, Optional.of(two)));
        String missing = "The model generates rows under conditions, but the rows to score have none or others.";
        assertTold(missing, fit.conditions(conditional, Optional.empty()));
        assertTold(missing, fit.conditions(conditional, Optional.of(three)));
    }

    @Test
    void theRemedyIsTheCallers() {
        FlowException error =
                assertThrows(FlowException.class, () -> new Difference("They differ.").refuse("Make them alike."));
        assertEquals("They differ. Make them alike.", error.getMessage());
    }
}
