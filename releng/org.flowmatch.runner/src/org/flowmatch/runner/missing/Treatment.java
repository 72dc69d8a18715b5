// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.missing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;

/** What takes the place of a column's missing cells: the treatments of KNIME's Missing Value that this runner knows. */
enum Treatment {
    DO_NOTHING("DoNothing"),
    MEAN("DoubleMean"),
    MEDIAN("MedianNumber"),
    MOST_FREQUENT("MostFrequentValue");

    /** The name that KNIME stores, of the handler's factory. */
    private final String factory;

    Treatment(String handler) {
        factory = "org.knime.base.node.preproc.pmml.missingval.handlers." + handler + "MissingCellHandlerFactory";
    }

    /** @throws InvalidSettingsException naming those that are known */
    static Treatment of(String factory) throws InvalidSettingsException {
        return Arrays.stream(values())
                .filter(treatment -> treatment.factory.equals(factory))
                .findFirst()
                .orElseThrow(() -> new InvalidSettingsException("This runner does not know the treatment " + factory
                        + " of missing cells. It knows "
                        + Arrays.stream(values())
                                .map(treatment -> treatment.factory)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    boolean fits(DataType type) {
        return switch (this) {
            case DO_NOTHING -> true;
            case MEAN, MEDIAN -> type.isCompatible(DoubleValue.class);
            case MOST_FREQUENT -> type.isCompatible(NominalValue.class) || type.equals(IntCell.TYPE);
        };
    }

    /** The type of a treated column: means and medians are decimals. */
    DataType typeOf(DataType type) {
        return this == MEAN || this == MEDIAN ? DoubleCell.TYPE : type;
    }

    /** The cell for a column's missing ones: missing where all of its cells are, or nothing is done. */
    DataCell replacement(List<DataCell> present) {
        if (present.isEmpty() || this == DO_NOTHING) {
            return DataType.getMissingCell();
        }
        if (this == MOST_FREQUENT) {
            return mostFrequent(present);
        }
        double[] numbers = present.stream()
                .mapToDouble(cell -> ((DoubleValue) cell).getDoubleValue())
                .sorted()
                .toArray();
        int n = numbers.length;
        return new DoubleCell(
                this == MEAN ? Arrays.stream(numbers).sum() / n : (numbers[(n - 1) / 2] + numbers[n / 2]) / 2);
    }

    /** Of equally frequent ones the first that occurs so often. */
    private static DataCell mostFrequent(List<DataCell> present) {
        Map<DataCell, Integer> counts = new HashMap<>();
        List<DataCell> leaders = new ArrayList<>();
        for (DataCell cell : present) {
            if (counts.merge(cell, 1, Integer::sum) > leaders.size()) {
                leaders.add(cell);
            }
        }
        return leaders.get(leaders.size() - 1);
    }
}
