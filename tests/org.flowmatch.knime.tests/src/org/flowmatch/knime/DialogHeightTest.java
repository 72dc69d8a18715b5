// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flowmatch.standin.ui.DialogProbe;
import org.flowmatch.standin.ui.DialogWidget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;

/** What a user sees of a dialog that was just opened: all main settings, without scrolling. */
class DialogHeightTest {
    /** Of a dialog on a small screen, 400 px wide. */
    private static final int SEEN = 700;

    // as KNIME 5.8's dialogs come out in a browser, in pixels
    private static final int MARGIN = 26;
    private static final int HEADING = 46;
    private static final int BETWEEN_SECTIONS = 45;
    private static final int BETWEEN_WIDGETS = 18;

    /** A widget that is not advanced, and the fields down to it. */
    private record Shown(String title, List<Field> fields) {
        Field field() {
            return fields.get(fields.size() - 1);
        }

        String section() {
            return sections().map(Section::title).findFirst().orElse("");
        }

        private Stream<Section> sections() {
            return parts().filter(part -> part.isAnnotationPresent(Section.class))
                    .map(part -> part.getAnnotation(Section.class));
        }

        private Stream<Class<?>> parts() {
            return fields.stream()
                    .filter(field -> field.isAnnotationPresent(Layout.class))
                    .map(field -> field.getAnnotation(Layout.class).value());
        }

        boolean advanced() {
            return parts().anyMatch(part -> part.isAnnotationPresent(Advanced.class))
                    || fields.stream()
                            .anyMatch(field -> field.isAnnotationPresent(Advanced.class)
                                    || field.getType().isAnnotationPresent(Advanced.class));
        }

        int height() {
            if (field().isAnnotationPresent(ColumnFilterWidget.class)) {
                return 340;
            } else if (field().isAnnotationPresent(ArrayWidget.class)) {
                return 60;
            }
            return field().getType() == boolean.class ? 15 : 50;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** By the titles of sections; that of none is empty. */
    private static Map<String, List<Shown>> shown(OwnNodes node, int inputs) throws Exception {
        DialogProbe dialog = node.dialog(inputs);
        List<String> hidden = dialog.notEditable();
        Map<String, List<Shown>> sections = new LinkedHashMap<>();
        for (DialogWidget widget : dialog.widgets()) {
            if (!hidden.contains(widget.path()) && !widget.path().contains("[]")) {
                Shown one = new Shown(widget.title(), fields(node.parameters(), widget.path()));
                if (!one.advanced()) {
                    sections.computeIfAbsent(one.section(), none -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        return sections;
    }

    private static List<Field> fields(Class<?> parameters, String path) throws NoSuchFieldException {
        List<Field> fields = new ArrayList<>();
        Class<?> group = parameters;
        for (String name : path.split("\\.")) {
            fields.add(EveryDialogTest.field(group, "m_" + name));
            group = fields.get(fields.size() - 1).getType();
        }
        return fields;
    }

    private static int height(Map<String, List<Shown>> sections) {
        int height = MARGIN + BETWEEN_SECTIONS * (sections.size() - 1);
        for (Map.Entry<String, List<Shown>> section : sections.entrySet()) {
            height += section.getKey().isEmpty() ? 0 : HEADING;
            height += BETWEEN_WIDGETS * (section.getValue().size() - 1);
            height += section.getValue().stream().mapToInt(Shown::height).sum();
        }
        return height;
    }

    @ParameterizedTest
    @EnumSource
    void mainSettingsAreSeenAtOnce(OwnNodes node) throws Exception {
        for (int inputs = 1; inputs <= 3; inputs++) {
            Map<String, List<Shown>> sections = shown(node, inputs);
            int height = height(sections);
            assertTrue(height <= SEEN, node + " with " + inputs + " inputs needs " + height + " px: " + sections);
        }
    }

    /** Its heading would say nothing that the field does not say. */
    @ParameterizedTest
    @EnumSource
    void noSectionIsNamedLikeItsOnlyField(OwnNodes node) throws Exception {
        shown(node, 1)
                .forEach((section, shown) -> assertFalse(
                        shown.size() == 1
                                && !section.isEmpty()
                                && words(shown.get(0).title()).containsAll(words(section)),
                        node + ": the section \"" + section + "\" has only " + shown));
    }

    private static List<String> words(String title) {
        return List.of(title.toLowerCase(Locale.ROOT).split(" "));
    }
}
