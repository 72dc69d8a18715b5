// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.container.DataContainerSettings;

/**
 * A column of an output table, made of one column of the engine, or of a date or time and what stands beside it.
 *
 * @param type of its cells
 * @param ofText makes a cell of a text, by the type's own factory; not asked for numbers and booleans of standard type
 */
record OutputColumn(String name, CellForm form, DataType type, Function<String, DataCell> ofText) {
    /**
     * The cells by row. The table must have the column; without that of its zones, dates with a zone are in UTC.
     *
     * @param known the range in which dates and times stay
     */
    IntFunction<DataCell> cells(Table table, Optional<KnownValues> known) {
        IntFunction<ZoneId> zones = zones(table);
        double[] values = new CyclicNumbers(form, known).of(table, name, zones);
        IntFunction<DataCell> there = there(table, values, zones);
        return row -> Double.isNaN(values[row]) ? DataType.getMissingCell() : there.apply(row);
    }

    /** The cells of rows that have a value. */
    private IntFunction<DataCell> there(Table table, double[] values, IntFunction<ZoneId> zones) {
        switch (form) {
            case TEXT:
                IntFunction<DataCell> known = distinct(table.dictionary(table.indexOf(name)), this::made);
                return row -> known.apply((int) values[row]);
            case ZONED_DATE_TIME:
                return row -> {
                    ZoneId zone = zones.apply(row);
                    return zone == null ? DataType.getMissingCell() : zoned(values[row], zone);
                };
            default:
                return ofNumbers(values);
        }
    }

    /** The zones by row, null for a row without; UTC where there is no column of them. */
    private IntFunction<ZoneId> zones(Table table) {
        int place = table.indexOf(DatePart.ZONE.beside(name).name());
        if (form != CellForm.ZONED_DATE_TIME || place < 0) {
            return row -> ZoneOffset.UTC;
        }
        double[] codes = table.column(place);
        IntFunction<ZoneId> zones = distinct(table.dictionary(place), this::zone);
        return row -> Double.isNaN(codes[row]) ? null : zones.apply((int) codes[row]);
    }

    private IntFunction<DataCell> ofNumbers(double[] values) {
        DoubleFunction<DataCell> maker = ofNumber();
        return row -> maker.apply(values[row]);
    }

    /** Makes cells of numbers; of instants in UTC. */
    private DoubleFunction<DataCell> ofNumber() {
        if (form == CellForm.ZONED_DATE_TIME) {
            return number -> zoned(number, ZoneOffset.UTC);
        }
        return form.hasCells() && form.standardType().equals(Optional.of(type))
                ? form::cell
                : number -> made(form.text(number));
    }

    private DataCell zoned(double seconds, ZoneId zone) {
        return made(EpochSeconds.at(seconds)
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(zone)
                .toString());
    }

    /** What is made of each text of a dictionary, once for each that is asked for. */
    private static <T> IntFunction<T> distinct(Dictionary dictionary, Function<String, T> maker) {
        Map<Integer, T> known = new HashMap<>();
        return code -> known.computeIfAbsent(code, place -> maker.apply(dictionary.text(place)));
    }

    private DataCell made(String text) {
        try {
            return ofText.apply(text);
        } catch (RuntimeException e) {
            throw new FlowException(
                    "The type " + Quoted.of(type.getName()) + " of the column " + Quoted.of(name)
                            + " makes no cell of the text " + Quoted.of(text) + ".",
                    "Convert the column to strings before it is modelled.",
                    e);
        }
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new FlowException(
                    "This computer does not know the zone " + Quoted.of(text) + " of the column " + Quoted.of(name)
                            + ".",
                    "Update Java, or convert the column to dates without a zone before it is modelled.",
                    e);
        }
    }

    /** The column without a domain, or with that of the known values: bounds where it has an order, else its labels. */
    DataColumnSpec spec(Optional<KnownValues> known) {
        DataColumnSpecCreator creator = new DataColumnSpecCreator(name, type);
        known.map(this::domain).ifPresent(creator::setDomain);
        return creator.createSpec();
    }

    private DataColumnDomain domain(KnownValues known) {
        DataColumnDomainCreator domain = new DataColumnDomainCreator();
        if (form == CellForm.TEXT) {
            domain.setValues(labels(known.texts()));
        } else {
            DataCell lowest = ofNumber().apply(known.smallest());
            DataCell highest = ofNumber().apply(known.largest());
            if (type.isCompatible(BoundedValue.class)) {
                domain.setLowerBound(lowest);
                domain.setUpperBound(highest);
            }
            if (form == CellForm.BOOLEAN && type.isCompatible(NominalValue.class)) {
                domain.setValues(new LinkedHashSet<>(List.of(lowest, highest)));
            }
        }
        return domain.createDomain();
    }

    /** KNIME gives the values of a domain up where there are too many; null says that they are not known. */
    private Set<DataCell> labels(List<String> texts) {
        if (!type.isCompatible(NominalValue.class)
                || texts.isEmpty()
                || texts.size() > DataContainerSettings.getDefault().getMaxDomainValues()) {
            return null;
        }
        Set<DataCell> labels = new LinkedHashSet<>();
        texts.forEach(text -> labels.add(made(text)));
        return labels;
    }
}
