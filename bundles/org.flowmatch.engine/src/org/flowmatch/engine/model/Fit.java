// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.network.NetworkSpec;

/**
 * Whether a model and a coupling, or the path of one, fit together. It is asked thing by thing, as uses differ in what must be
 * the same: before anything is computed columns, conditions and source are known, afterwards how they are encoded. In each
 * question the model's comes first.
 *
 * @param model what sentences call the model
 * @param other what sentences call that which is to fit it
 */
public record Fit(String model, String other) {
    /** Of a model that is used beside a coupling. */
    public static final Fit USED = new Fit("model", "coupling");

    /** Of a model whose weights are trained further on a coupling. */
    public static final Fit CONTINUED = new Fit("model to continue from", "coupling");

    /** All columns, with their kinds and in order. */
    public Optional<Difference> columns(List<ColumnInfo> had, List<ColumnInfo> has) {
        return others("columns", had, has, column -> words(column.name(), column.kind()));
    }

    /**
     * The condition columns, with their kinds and in order.
     *
     * @param words name and kind of one
     */
    public <C> Optional<Difference> conditions(List<C> had, List<C> has, Function<C, String> words) {
        return others("conditions", had, has, words);
    }

    /** The law of the source rows. */
    public Optional<Difference> source(SourceLaw had, SourceLaw has) {
        return unless(
                had == has,
                () -> "The " + model + " starts from " + start(had) + ", but the " + other + " from " + start(has)
                        + ".");
    }

    /** Source rows, for a model that starts from those of a table; others need none. */
    public Optional<Difference> sourceRows(SourceLaw had, Optional<RowMatrix> has) {
        return unless(
                had != SourceLaw.TABLE || has.isPresent(),
                () -> "The " + model + " was trained with a source table, but the " + other + " has none.");
    }

    /** How columns are encoded in general. */
    public Optional<Difference> scaling(Scaling had, Scaling has) {
        return unless(
                had == has,
                () -> "The " + model + " was trained on columns of another scaling (" + lower(had) + ") than the "
                        + other + "'s (" + lower(has) + ").");
    }

    /** How columns are encoded in every number, so that encoded rows can be compared. */
    public Optional<Difference> encoding(TableEncoding had, TableEncoding has) {
        return unless(had.equals(has), () -> "The " + other + " is encoded otherwise than the " + model + ".");
    }

    /** The names of the columns that have a coordinate, in order; their scales may differ. */
    public Optional<Difference> coordinates(TableEncoding had, TableEncoding has) {
        List<String> hadNames =
                had.encodedColumns().stream().map(ColumnInfo::name).toList();
        List<String> hasNames =
                has.encodedColumns().stream().map(ColumnInfo::name).toList();
        return unless(
                hadNames.equals(hasNames),
                () -> "The " + model + " has the columns " + String.join(", ", hadNames) + ", but the " + other
                        + " has " + String.join(", ", hasNames) + ".");
    }

    /** What the levels of labels, further ones of source rows among them, stand for, of columns of the same names; the scales of numbers may differ. */
    public Optional<Difference> levels(TableEncoding had, TableEncoding has) {
        return unless(
                had.levels().equals(has.levels()) && had.sourceLevels().equals(has.sourceLevels()),
                () -> "The columns of the " + model + " have other labels, spikes or gaps than those of the " + other
                        + ".");
    }

    /** The names of the condition columns, in order. */
    public Optional<Difference> conditionNames(List<String> had, List<String> has) {
        return unless(
                had.equals(has),
                () -> "The " + model + " has " + conditions(had) + ", but the " + other + " has " + conditions(has)
                        + ".");
    }

    /** What the features of conditions of the same names stand for; the scales of numbers may differ. */
    public Optional<Difference> conditionMeanings(ConditionEncoding had, ConditionEncoding has) {
        return unless(
                meanings(had).equals(meanings(has)),
                () -> "The conditions " + String.join(", ", had.names()) + " of the " + model
                        + " have other kinds or labels than those of the " + other + ".");
    }

    /** Conditions in every number, for a model that has some; others need none. */
    public Optional<Difference> neededConditions(ConditionEncoding had, ConditionEncoding has) {
        return unless(
                had.isEmpty() || had.equals(has),
                () -> "The " + model + " generates rows under " + conditions(had.names()) + ", but the " + other
                        + " has none or others.");
    }

    /** The shape of the network. */
    public Optional<Difference> network(NetworkSpec had, NetworkSpec has) {
        return unless(
                had.equals(has),
                () -> "The " + model + " is " + had.describe() + ", but " + has.describe() + " is to be trained.");
    }

    /**
     * What the outputs of the network mean, so that its weights are a start.
     *
     * @param had what is predicted, in words
     * @param has what is to be
     */
    public Optional<Difference> prediction(String had, String has) {
        return unless(
                had.equals(has),
                () -> "The " + model + " predicts the " + had + ", but the " + has + " is to be learnt.");
    }

    /** A column in words. */
    public static String words(String column, ColumnKind kind) {
        return column + " " + lower(kind);
    }

    private <C> Optional<Difference> others(String things, List<C> had, List<C> has, Function<C, String> words) {
        return unless(
                had.equals(has),
                () -> "The " + model + " has other " + things + " (" + list(had, words) + ") than the " + other + " ("
                        + list(has, words) + ").");
    }

    private static Optional<Difference> unless(boolean same, Supplier<String> sentence) {
        return same ? Optional.empty() : Optional.of(new Difference(sentence.get()));
    }

    private static List<Object> meanings(ConditionEncoding conditions) {
        return conditions.columns().stream()
                .map(column -> column instanceof FittedCondition.Number ? column.name() : (Object) column)
                .toList();
    }

    private static <C> String list(List<C> things, Function<C, String> words) {
        return things.isEmpty() ? "none" : things.stream().map(words).collect(Collectors.joining(", "));
    }

    private static String conditions(List<String> names) {
        return names.isEmpty() ? "no conditions" : "the conditions " + String.join(", ", names);
    }

    private static String start(SourceLaw source) {
        return source == SourceLaw.GAUSSIAN ? "Gaussian noise" : "rows of a source table";
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
