// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingChoice;
import org.flowmatch.knime.coupling.ModellingParameters.ModelledChoice;
import org.flowmatch.knime.coupling.ModellingParameters.RoleChoice;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.LeftOutColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.NumericColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;

/**
 * The columns of a coupling by the settings and the specs of the tables: which are modelled and how, which are conditions.
 *
 * @param columns the modelled ones, as the engine has them, in the target table's order
 * @param conditions of the rows
 * @param modelling what the modelled columns become
 * @param types with which they came; not known where they are all numbers, which come back in the standard types
 * @param labels whether they have labels or gaps, as far as it is known
 * @param warning about columns of the target table that the flow has no use for
 * @param otherwise what settings say of single columns
 * @param tooLarge columns that would be modelled, but hold whole numbers that are not exact here
 */
record CouplingColumns(
        List<ColumnInfo> columns,
        List<ConditionInfo> conditions,
        Modelling modelling,
        ColumnTypes types,
        Labels labels,
        Optional<String> warning,
        Map<String, RoleChoice> otherwise,
        Set<String> tooLarge) {

    /** @throws FlowException that complains about the tables' columns or the settings */
    static CouplingColumns of(
            FlowCouplingNodeParameters parameters, DataTableSpec target, Optional<DataTableSpec> source) {
        parameters.keyColumn().ifPresent(key -> {
            requireKey(key, target, TableRole.TARGET);
            source.ifPresent(spec -> requireKey(key, spec, TableRole.SOURCE));
        });
        if (parameters.m_coupling == CouplingChoice.PAIRED && source.isEmpty()) {
            throw new FlowException(
                    "The coupling is Paired, but no source table is connected.",
                    "Add the optional input port and connect the source table, or choose another coupling.");
        }
        List<ConditionInfo> conditions = ConditionColumns.choose(target, parameters.m_conditions, TableRole.TARGET);
        source.filter(spec -> ConditionColumns.has(spec, conditions))
                .ifPresent(spec -> ConditionColumns.require(spec, conditions, TableRole.SOURCE));
        Set<String> used = new HashSet<>();
        parameters.keyColumn().ifPresent(used::add);
        conditions.forEach(condition -> used.add(condition.name()));
        CouplingColumns columns = parameters.modelling(source.isPresent()).gaps()
                ? mixed(parameters, target, source, conditions, used)
                : ofNumbers(parameters, target, source, conditions, used);
        KeptRule.requireFit(parameters.rules(), columns.columns());
        return columns;
    }

    private static CouplingColumns mixed(
            FlowCouplingNodeParameters parameters,
            DataTableSpec target,
            Optional<DataTableSpec> source,
            List<ConditionInfo> conditions,
            Set<String> used) {
        Map<String, RoleChoice> roles = parameters.m_modelling.roles();
        roles.forEach((name, role) -> requireRole(name, role, target));
        Set<String> except = new HashSet<>(used);
        roles.forEach((name, role) -> {
            if (role == RoleChoice.LEAVE_OUT) {
                except.add(name);
            }
        });
        Set<String> ofRules = new HashSet<>();
        parameters.rules().forEach(rule -> ofRules.addAll(rule.columns()));
        // a day that is moved to its weekday may leave its order
        List<ColumnInfo> columns = ModelledColumns.choose(
                target,
                parameters.m_columns,
                except,
                name -> parameters.m_modelling.m_cyclic && !ofRules.contains(name),
                TableRole.TARGET);
        source.ifPresent(spec -> ModelledColumns.require(spec, columns, TableRole.SOURCE));
        Set<String> names = ModelledColumns.names(columns);
        List<List<String>> sequences = new ArrayList<>(parameters.m_sequence.of(target, names));
        parameters.m_modelling.codes().stream()
                .filter(names::contains)
                .map(List::of)
                .forEach(sequences::add);
        boolean some = !sequences.isEmpty()
                || names.stream()
                        .anyMatch(name -> roles.get(name) == RoleChoice.LABEL || isLabel(target.getColumnSpec(name)));
        List<String> labels = Stream.concat(
                        roles.keySet().stream().filter(name -> roles.get(name) == RoleChoice.LABEL),
                        sequences.stream().flatMap(List::stream))
                .toList();
        return new CouplingColumns(
                columns,
                conditions,
                parameters
                        .modelling(source.isPresent())
                        .withPeriods(parameters.m_periods.of(columns, labels, ofRules))
                        .withSequences(sequences),
                ColumnTypes.of(target, names),
                some ? Labels.SOME : Labels.NOT_KNOWN,
                LeftOutColumns.notModelled(target, used),
                roles,
                Set.of());
    }

    private static CouplingColumns ofNumbers(
            FlowCouplingNodeParameters parameters,
            DataTableSpec target,
            Optional<DataTableSpec> source,
            List<ConditionInfo> conditions,
            Set<String> used) {
        Set<String> except = new HashSet<>(used);
        boolean wanted = parameters.m_modelling.m_columns == ModelledChoice.AUTOMATIC;
        if (wanted) {
            // chosen for a coupling that has labels
            target.stream()
                    .filter(column -> ModelledColumns.isModelled(column) && !NumericColumns.isNumeric(column))
                    .forEach(column -> except.add(column.getName()));
        }
        List<ColumnInfo> columns = NumericColumns.choose(target, parameters.m_columns, except, TableRole.TARGET);
        source.ifPresent(spec -> NumericColumns.require(spec, columns, TableRole.SOURCE));
        Optional<String> warning = LeftOutColumns.notNumeric(target, used);
        Map<String, Double> periods = parameters.m_periods.of(columns, List.of(), Set.of());
        return new CouplingColumns(
                columns,
                conditions,
                Modelling.NUMBERS.withPeriods(periods),
                ColumnTypes.UNKNOWN,
                periods.isEmpty() && parameters.rules().isEmpty() ? Labels.NONE : Labels.NOT_KNOWN,
                wanted
                        ? warning.map(text -> text
                                + " The independent coupling models them as they are, and any coupling does with a source"
                                + " table.")
                        : warning,
                Map.of(),
                Set.of());
    }

    private static void requireRole(String name, RoleChoice role, DataTableSpec target) {
        String setting = "\"Columns modelled otherwise\" names the column " + Quoted.of(name);
        DataColumnSpec column = target.getColumnSpec(name);
        if (column == null) {
            throw new FlowException(
                    setting + ", which the target table lacks.", "Remove the entry, or choose another column.");
        }
        if (!ModelledColumns.isModelled(column)) {
            throw new FlowException(
                    setting + ", whose type cannot be modelled ("
                            + column.getType().getName() + ").",
                    "Remove the entry, or choose another column.");
        }
        if (role == RoleChoice.CODE && kind(column) != ColumnKind.TEXT) {
            throw new FlowException(
                    setting + " as a code, but it holds no texts ("
                            + column.getType().getName() + ").",
                    "Choose \"Number\", \"Label\" or \"Leave out\" for it, or convert it to texts first.");
        }
        if (role == RoleChoice.NUMBER && kind(column) == ColumnKind.TEXT) {
            throw new FlowException(
                    setting + " as a number, but it holds texts.",
                    "Choose \"Label\", \"Code\" or \"Leave out\" for it, or convert it to numbers first.");
        }
    }

    /** Texts of which few are known to occur are not taken for identifiers. */
    private static boolean isLabel(DataColumnSpec column) {
        ColumnKind kind = kind(column);
        return (kind == ColumnKind.TEXT || kind == ColumnKind.BOOLEAN)
                && column.getDomain().hasValues()
                && column.getDomain().getValues().size() > 1;
    }

    private static ColumnKind kind(DataColumnSpec column) {
        return ModelledColumns.infos(column, false).get(0).kind();
    }

    /** The columns that may be left out for their whole numbers: what settings say of single columns is kept. */
    Set<String> mayBeLeftOut() {
        Set<String> names = new HashSet<>(modelling.gaps() ? ModelledColumns.names(columns) : Set.of());
        names.removeAll(otherwise.keySet());
        return names;
    }

    /**
     * These columns but for those that were found to hold whole numbers that are not exact here.
     *
     * @throws FlowException when none is left
     */
    CouplingColumns keeping(List<ColumnInfo> read) {
        Set<String> left = ModelledColumns.names(columns);
        left.removeAll(ModelledColumns.names(read));
        if (read.isEmpty()) {
            throw new FlowException(
                    "Every column of the target table that would be modelled holds whole numbers beyond 2^53, which are not"
                            + " exact here: " + Quoted.all(List.copyOf(left)) + ".",
                    ColumnKind.LONG.remedyOutside());
        }
        return new CouplingColumns(read, conditions, modelling, types, labels, warning, otherwise, left);
    }

    /** What to say about the columns that were left out for their whole numbers. */
    Optional<String> leftOutWarning() {
        boolean one = tooLarge.size() == 1;
        return tooLarge.isEmpty()
                ? Optional.empty()
                : Optional.of((one ? "The column " : "The columns ")
                        + Quoted.all(tooLarge.stream().sorted().toList())
                        + (one ? " is left out: it holds" : " are left out: they hold")
                        + " whole numbers beyond 2^53, which are not exact here, as identifiers do. Convert a quantity to"
                        + " decimal numbers first, for instance with Math Formula.");
    }

    /** Why a column of the target table is not modelled, the end of a sentence. */
    String whyLeftOut(DataColumnSpec column) {
        if (otherwise.get(column.getName()) == RoleChoice.LEAVE_OUT) {
            return "chosen in the dialog";
        }
        if (tooLarge.contains(column.getName())) {
            return "it holds whole numbers beyond 2^53";
        }
        if (!ModelledColumns.isModelled(column)) {
            return "its type cannot be modelled (" + column.getType().getName() + ")";
        }
        return modelling.gaps() || NumericColumns.isNumeric(column) ? "not chosen in the dialog" : "it is not numeric";
    }

    private static void requireKey(String key, DataTableSpec spec, TableRole role) {
        if (key.isEmpty()) {
            throw new FlowException(
                    "The tables are paired by a key column, but no key column is chosen.",
                    "Choose a column that both tables have, or pair by row order.");
        }
        if (!spec.containsName(key)) {
            throw new FlowException(
                    "The key column " + Quoted.of(key) + " is missing in the " + role.label() + ".",
                    "Choose a column that both tables have, or pair by row order.");
        }
    }
}
