// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ComparedModel;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.Fit;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * Test rows and the models that are compared on them, read.
 *
 * @param test the modelled columns of the test rows
 * @param models in the order of the ports
 */
record ComparisonInputs(Table test, List<ComparedModel> models) {

    /** @throws FlowException when two models differ in their columns, one does not start from noise, or the table lacks a column */
    static void require(DataTableSpec table, List<FlowModelPortObjectSpec> models) {
        for (int i = 0; i < models.size(); i++) {
            FlowModelPortObjectSpec model = models.get(i);
            String number = "model " + (i + 1);
            if (model.source() != SourceLaw.GAUSSIAN) {
                throw new FlowException(
                        "The " + number + " starts from rows of a source table, and what it makes depends on them.",
                        "Compare models that start from noise.");
            }
            new Fit("model 1", number)
                    .columns(models.get(0).columns(), model.columns())
                    .ifPresent(other -> other.refuse(
                            "Compare models of the same columns, with one Flow Comparison for each set of them."));
            ConditionColumns.require(table, model.conditions(), TableRole.TEST);
        }
        ModelledColumns.require(table, models.get(0).columns(), TableRole.TEST);
    }

    /**
     * @param names of models that the user gave, by place
     * @throws FlowException naming the column and row of a cell that one of the models cannot use
     */
    static ComparisonInputs read(
            BufferedDataTable table, List<FlowModelPortObject> ports, List<String> names, Monitor monitor) {
        List<FlowModel> models = new ArrayList<>();
        for (FlowModelPortObject port : ports) {
            models.add(port.model(monitor));
        }
        Table rows = new TableReader(table, ports.get(0).getSpec().columns(), TableRole.TEST)
                .withConditions(conditions(ports))
                .withGaps(gaps(models))
                .withCodes(models.get(0).encoding().codes())
                .read(monitor)
                .rows();
        List<String> named = ComparedModel.names(models, names);
        List<ComparedModel> compared = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            FlowModel model = models.get(i);
            Optional<RowMatrix> conditions = model.conditions().isEmpty()
                    ? Optional.empty()
                    : Optional.of(model.conditions().encode(rows, TableRole.TEST.label()));
            compared.add(new ComparedModel(named.get(i), model, conditions));
        }
        return new ComparisonInputs(rows.choose(ports.get(0).getSpec().columns()), compared);
    }

    /** Those of any model, each once. */
    private static List<ConditionInfo> conditions(List<FlowModelPortObject> ports) {
        Map<String, ConditionInfo> conditions = new LinkedHashMap<>();
        for (FlowModelPortObject port : ports) {
            port.getSpec().conditions().forEach(condition -> conditions.putIfAbsent(condition.name(), condition));
        }
        return List.copyOf(conditions.values());
    }

    /** Columns of which every model can score a row without its cell. */
    private static Set<String> gaps(List<FlowModel> models) {
        Set<String> gaps = new HashSet<>(models.get(0).encoding().columns().stream()
                .map(column -> column.name())
                .toList());
        models.forEach(model -> gaps.retainAll(Movers.of(model).mayLack(model)));
        return gaps;
    }

    /** The inputs behind the table. */
    static <T> List<T> behindTable(Object[] inputs, Class<T> type) {
        return Arrays.stream(inputs).skip(1).map(type::cast).toList();
    }
}
