// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.cell;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** The cell classes that are there, by name, and how cells of one are made of texts. */
public final class InstalledCells {

    private static final String TIME = "org.knime.core.data.time.";
    private static final List<String> TIME_CELLS = List.of(
            TIME + "localdate.LocalDateCell",
            TIME + "localtime.LocalTimeCell",
            TIME + "localdatetime.LocalDateTimeCell",
            TIME + "zoneddatetime.ZonedDateTimeCell");

    private static final Map<Class<? extends DataCell>, Function<String, DataCell>> OF_TEXT = ofText();

    private InstalledCells() {}

    private static Map<Class<? extends DataCell>, Function<String, DataCell>> ofText() {
        var makers = new LinkedHashMap<Class<? extends DataCell>, Function<String, DataCell>>();
        makers.put(DoubleCell.class, text -> new DoubleCell(Double.parseDouble(text)));
        makers.put(IntCell.class, text -> new IntCell(Integer.parseInt(text)));
        makers.put(LongCell.class, text -> new LongCell(Long.parseLong(text)));
        makers.put(StringCell.class, StringCell::new);
        makers.put(BooleanCell.class, InstalledCells::bool);
        for (String name : TIME_CELLS) {
            Constructor<? extends DataCell> constructor = constructor(name);
            makers.put(constructor.getDeclaringClass(), text -> made(constructor, text));
        }
        return makers;
    }

    private static DataCell bool(final String text) {
        return switch (text) {
            case "true" -> BooleanCell.TRUE;
            case "false" -> BooleanCell.FALSE;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false.");
        };
    }

    /** The classes of dates and times are hidden in their packages, because KNIME has them in a bundle of their own. */
    private static Constructor<? extends DataCell> constructor(final String name) {
        try {
            Constructor<? extends DataCell> constructor =
                    Class.forName(name).asSubclass(DataCell.class).getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The cell class " + name + " is not there.", e);
        }
    }

    private static DataCell made(final Constructor<? extends DataCell> constructor, final String text) {
        try {
            return constructor.newInstance(text);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All classes whose cells hold a value. */
    public static Collection<Class<? extends DataCell>> classes() {
        return OF_TEXT.keySet();
    }

    public static Optional<Class<? extends DataCell>> named(final String className) {
        return className.equals(MissingCell.class.getName())
                ? Optional.of(MissingCell.class)
                : OF_TEXT.keySet().stream()
                        .filter(known -> known.getName().equals(className))
                        .findFirst();
    }

    /** What makes cells of the class; none of a class that is not installed, or without values. */
    public static Optional<DataCellFactory> factory(final Class<? extends DataCell> cellClass) {
        return Optional.ofNullable(OF_TEXT.get(cellClass)).map(maker -> new OfText(DataType.getType(cellClass), maker));
    }

    /** A cell of the class of this name; fails on a text that is none of it, and on a class that is not there. */
    public static DataCell cell(final String className, final String text) {
        return named(className)
                .map(OF_TEXT::get)
                .orElseThrow(() -> new IllegalArgumentException("Unknown cell class \"" + className + "\"."))
                .apply(text);
    }

    private record OfText(DataType type, Function<String, DataCell> maker) implements DataCellFactory.FromString {

        @Override
        public DataType getDataType() {
            return type;
        }

        @Override
        public DataCell createCell(final String text) {
            return maker.apply(text);
        }
    }
}
