// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.DialogWidget;
import org.flowmatch.standin.ui.DialogWidget.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** What holds for the dialog of every node: descriptions, choices, length. */
class EveryDialogTest {
    /** The width of a dialog of 360 pixels without its margins; of a switch's option its margins and a letter of 13 pixels. */
    private static final int NARROW = 330;

    private static final int SWITCH_PADDING = 22;
    private static final int SWITCH_LETTER = 6;
    private static final Pattern BOUND = Pattern.compile("(?:min|max)=([-0-9.E]+)");

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void theRangeOfEveryNumberStandsInItsDescription(OwnNodes node) throws Exception {
        for (DialogWidget widget : node.dialog(1).widgets()) {
            for (Rule rule : widget.rules()) {
                Matcher bound = BOUND.matcher(rule.parameters());
                assertTrue(bound.find(), rule.parameters());
                BigDecimal end = new BigDecimal(bound.group(1));
                boolean plain = end.signum() == 0 || end.abs().compareTo(new BigDecimal("1e-5")) >= 0;
                String number = plain ? asWritten(end) : PlainNumber.of(end.doubleValue());
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
            Class<?> element = type.isArray() ? type.getComponentType() : type;
            if (NodeParameters.class.isAssignableFrom(element)) {
                checkChoices(element);
            } else if (type.isEnum() && field.getName().startsWith("m_")) {
                for (Object constant : type.getEnumConstants()) {
                    Label label = type.getField(((Enum<?>) constant).name()).getAnnotation(Label.class);
                    assertTrue(label != null && label.description().strip().endsWith("."), () -> type + " " + constant);
                }
            }
        }
    }

    /** The heading of a section says what its settings have in common. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void noSectionIsNamedLikeASettingInIt(OwnNodes node) throws Exception {
        for (DialogWidget widget : node.dialog(1).widgets()) {
            Section section = section(node.parameters(), widget.path());
            assertTrue(section == null || !section.title().equals(widget.title()), widget::path);
        }
    }

    private static Section section(Class<?> parameters, String path) throws NoSuchFieldException {
        Section section = null;
        Class<?> group = parameters;
        for (String name : path.replace("[]", "").split("\\.")) {
            Field field = field(group, "m_" + name);
            Layout layout = field.getAnnotation(Layout.class);
            section = layout == null ? section : layout.value().getAnnotation(Section.class);
            group = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
        }
        return section;
    }

    /** A switch of several long labels is wider than a narrow dialog, where it is cut off; a list is not. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void switchesFitANarrowDialog(OwnNodes node) throws Exception {
        checkSwitches(node.parameters());
    }

    private static void checkSwitches(Class<?> parameters) throws NoSuchFieldException {
        for (Field field : parameters.getDeclaredFields()) {
            if (NodeParameters.class.isAssignableFrom(field.getType())) {
                checkSwitches(field.getType());
            } else if (field.isAnnotationPresent(ValueSwitchWidget.class)) {
                int pixels = 0;
                for (Object constant : field.getType().getEnumConstants()) {
                    Label label = field.getType()
                            .getField(((Enum<?>) constant).name())
                            .getAnnotation(Label.class);
                    pixels += SWITCH_PADDING + SWITCH_LETTER * label.value().length();
                }
                assertTrue(pixels <= NARROW, field + " is about " + pixels + " pixels wide");
            }
        }
    }

    /** What is rarely wanted stands among the advanced settings, which are shown on request. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void aFirstLookIsShort(OwnNodes node) throws Exception {
        DialogProbe dialog = node.dialog(1);
        List<String> hidden = dialog.notEditable();
        List<String> shown = new ArrayList<>();
        for (DialogWidget widget : dialog.widgets()) {
            if (!hidden.contains(widget.path()) && !isAdvanced(node.parameters(), widget.path())) {
                shown.add(widget.path());
            }
        }
        assertFalse(shown.isEmpty());
        assertTrue(shown.size() <= 9, shown::toString);
    }

    private static boolean isAdvanced(Class<?> parameters, String path) throws NoSuchFieldException {
        Class<?> group = parameters;
        for (String name : path.replace("[]", "").split("\\.")) {
            Field field = field(group, "m_" + name);
            Layout layout = field.getAnnotation(Layout.class);
            if (field.isAnnotationPresent(Advanced.class)
                    || layout != null && layout.value().isAnnotationPresent(Advanced.class)) {
                return true;
            }
            group = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
        }
        return false;
    }

    static Field field(Class<?> group, String name) throws NoSuchFieldException {
        for (Class<?> type = group; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(group + "." + name);
    }

    /** The application cannot make a dialog that says otherwise. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void elementsInOneLineHaveNoTitle(OwnNodes node) throws Exception {
        checkArrays(node.parameters());
    }

    private static void checkArrays(Class<?> parameters) {
        for (Field field : parameters.getDeclaredFields()) {
            if (NodeParameters.class.isAssignableFrom(field.getType())) {
                checkArrays(field.getType());
            }
            ArrayWidget array = field.getAnnotation(ArrayWidget.class);
            if (array != null && array.elementLayout() == ElementLayout.HORIZONTAL_SINGLE_LINE) {
                assertEquals("", array.elementTitle(), field::toString);
            }
        }
    }
}
