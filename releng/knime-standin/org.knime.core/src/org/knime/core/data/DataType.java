// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.standin.cell.InstalledCells;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column: a cell class, or none when the column holds cells of unlike classes. A type is a super type of
 * another when the other's values include its own; the type of missing cells is a sub type of every type.
 */
public final class DataType {

    private static final String CELL_CLASS = "cell_class";
    private static final String VALUE_CLASSES = "value_classes";

    private static final ClassValue<DataType> OF_CLASS = new ClassValue<>() {
        @Override
        protected DataType computeValue(final Class<?> cellClass) {
            return new DataType(cellClass.asSubclass(DataCell.class), valuesOf(cellClass));
        }
    };

    private final Class<? extends DataCell> m_cellClass;
    private final Set<Class<? extends DataValue>> m_values;

    private DataType(final Class<? extends DataCell> cellClass, final Set<Class<? extends DataValue>> values) {
        m_cellClass = cellClass;
        m_values = values;
    }

    public static DataType getType(final Class<? extends DataCell> cellClass) {
        return OF_CLASS.get(Objects.requireNonNull(cellClass, "A data type needs a cell class."));
    }

    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** The one that is a super type of the other, else the type of cells of any kind. */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        return new DataType(null, Set.of());
    }

    /** The value interfaces of a cell class: first its own in the order written, then what they and its super class add. */
    private static Set<Class<? extends DataValue>> valuesOf(final Class<?> type) {
        var values = new LinkedHashSet<Class<? extends DataValue>>();
        for (Class<?> face : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(face) && face != DataValue.class) {
                values.add(face.asSubclass(DataValue.class));
            }
        }
        for (Class<?> face : type.getInterfaces()) {
            values.addAll(valuesOf(face));
        }
        if (type.getSuperclass() != null) {
            values.addAll(valuesOf(type.getSuperclass()));
        }
        return values;
    }

    /** The cell class, null for a type that is only a common super type. */
    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return m_values.stream().findFirst().orElse(DataValue.class);
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        var values = new ArrayList<>(m_values);
        values.add(DataValue.class);
        return values;
    }

    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || valueClass == DataValue.class || m_values.contains(valueClass);
    }

    public boolean isCollectionType() {
        return false;
    }

    public DataType getCollectionElementType() {
        return null;
    }

    public boolean isMissingValueType() {
        return m_cellClass == MissingCell.class;
    }

    public boolean isASuperTypeOf(final DataType type) {
        return this == type
                || type.isMissingValueType()
                || !isMissingValueType() && type.m_values.containsAll(m_values);
    }

    /** The name shown to users. */
    public String getName() {
        if (isMissingValueType()) {
            return "MissingCell";
        }
        return switch (getPreferredValueClass().getSimpleName()) {
            case "DoubleValue" -> "Number (Float)";
            case "IntValue" -> "Number (Integer)";
            case "LongValue" -> "Number (Long Integer)";
            case "StringValue" -> "String";
            case "BooleanValue" -> "Boolean";
            case "LocalDateValue" -> "Local Date";
            case "LocalTimeValue" -> "Local Time";
            case "LocalDateTimeValue" -> "Local Date Time";
            case "ZonedDateTimeValue" -> "Zoned Date Time";
            case "DataValue" -> "?";
            default -> getPreferredValueClass().getSimpleName();
        };
    }

    public String getIdentifier() {
        return m_cellClass == null ? "Non-Native" + m_values : m_cellClass.getName();
    }

    /** What makes cells of this type, if it has any; the context may be null. */
    public Optional<DataCellFactory> getCellFactory(@SuppressWarnings("unused") final ExecutionContext execContext) {
        return Optional.ofNullable(m_cellClass).flatMap(InstalledCells::factory);
    }

    public String toPrettyString() {
        return getName();
    }

    public void save(final ConfigWO config) {
        config.addString(CELL_CLASS, m_cellClass == null ? null : m_cellClass.getName());
        if (m_cellClass == null) {
            config.addStringArray(VALUE_CLASSES, DataValue.class.getName());
        }
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        String cellClass = config.getString(CELL_CLASS);
        if (cellClass == null) {
            return new DataType(null, Set.of());
        }
        return getType(DataTypeRegistry.getInstance()
                .getCellClass(cellClass)
                .orElseThrow(() -> new InvalidSettingsException("Unknown cell class \"" + cellClass + "\".")));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataType type && m_cellClass == type.m_cellClass && m_values.equals(type.m_values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_cellClass, m_values);
    }

    @Override
    public String toString() {
        return getName();
    }
}
