// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.standin.ui.Instances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.validation.BuiltinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/**
 * The bounds of the numbers in every dialog are those that the settings themselves keep to: the last number inside a bound
 * is accepted, as from a flow variable, and the first one outside is refused.
 */
class DialogBoundsTest {
    /** Where another setting of the defaults refuses the end of the range, too. */
    private static final Map<OwnNodes, Set<String>> TIGHTER = Map.of(
            OwnNodes.PATH, Set.of("betaMin up to 100.0", "betaMax from 4.9E-324"),
            OwnNodes.SAMPLER,
                    Set.of(
                            "otherPath/betaMin up to 100.0",
                            "otherPath/betaMax from 4.9E-324",
                            "guidance/from up to 1.0",
                            "guidance/to from 0.0"),
            OwnNodes.REFLOW, Set.of("guidance/from up to 1.0", "guidance/to from 0.0"));

    /** What the dialog gets of a bound, as text: the record has no public name. */
    private static final Pattern PARAMETERS = Pattern.compile("(?:min|max)=([-0-9.E]+), isExclusive=(true|false)");

    private static final Pattern RANGE_MADE = Pattern.compile("\\bRange\\s*\\.\\s*\\w+\\(|new Range\\(");
    private static final Pattern BOUND_MADE = Pattern.compile("extends (?:\\w+\\.)*(?:Min|Max)Validation\\b");

    /** A stored setting; a key may lead into groups: {@code solver/steps}. */
    private record Setting(String key, Field field) {}

    /** One end of what a dialog allows. */
    private record Bound(String name, String key, Number inside, Number outside) {}

    private static List<Setting> settings(Class<?> group, String prefix) {
        List<Setting> found = new ArrayList<>();
        for (Class<?> type = group; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().startsWith("m_")) {
                    Setting setting = new Setting(prefix + field.getName().substring(2), field);
                    found.add(setting);
                    if (NodeParameters.class.isAssignableFrom(field.getType())) {
                        found.addAll(settings(field.getType(), setting.key + "/"));
                    }
                }
            }
        }
        return found;
    }

    private static List<Bound> bounds(OwnNodes node) throws ClassNotFoundException {
        List<Bound> bounds = new ArrayList<>();
        for (Setting setting : settings(node.parameters(), "")) {
            NumberInputWidget widget = setting.field.getAnnotation(NumberInputWidget.class);
            if (widget != null) {
                bounds.add(bound(setting, " from ", widget.minValidation(), -1));
                bounds.add(bound(setting, " up to ", widget.maxValidation(), 1));
            }
        }
        return bounds;
    }

    private static Bound bound(
            Setting setting, String words, Class<? extends BuiltinValidation> validation, int outward) {
        String told = String.valueOf(Instances.create(validation).getParameters());
        Matcher parameters = PARAMETERS.matcher(told);
        assertTrue(parameters.find(), told);
        double end = Double.parseDouble(parameters.group(1));
        boolean exclusive = Boolean.parseBoolean(parameters.group(2));
        Class<?> type = setting.field.getType();
        Number inside = exclusive ? step(end, type, -outward) : step(end, type, 0);
        Number outside = exclusive ? step(end, type, 0) : step(end, type, outward);
        return new Bound(setting.key + words + inside, setting.key, inside, outside);
    }

    /** The next number of a setting's type in a direction. */
    private static Number step(double number, Class<?> type, int direction) {
        if (type == int.class) {
            return Math.toIntExact((long) number + direction);
        } else if (type == long.class) {
            return (long) number + direction;
        }
        return direction == 0 ? number : Math.nextAfter(number, direction * Double.POSITIVE_INFINITY);
    }

    /** The defaults, and the defaults with any one choice made. */
    private static List<List<Object>> situations(OwnNodes node) throws ClassNotFoundException {
        List<List<Object>> situations = new ArrayList<>(List.of(List.of()));
        for (Setting setting : settings(node.parameters(), "")) {
            if (setting.field.getType().isEnum()) {
                for (Object constant : setting.field.getType().getEnumConstants()) {
                    situations.add(List.of(setting.key, ((Enum<?>) constant).name()));
                }
            }
        }
        return situations;
    }

    private static boolean accepts(OwnNodes node, List<Object> situation, Bound bound, Number value) {
        Object[] settings =
                Stream.concat(situation.stream(), Stream.of(bound.key, value)).toArray();
        try {
            NodeBench.node(node.factory(), settings);
            return true;
        } catch (InvalidSettingsException e) {
            assertFalse(e.getMessage().isBlank());
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void theSettingsKeepToTheBoundsOfTheDialog(OwnNodes node) throws Exception {
        List<List<Object>> situations = situations(node);
        Set<String> tighter = new TreeSet<>();
        for (Bound bound : bounds(node)) {
            List<List<Object>> refusing = situations.stream()
                    .filter(situation -> !accepts(node, situation, bound, bound.outside))
                    .toList();
            assertFalse(refusing.isEmpty(), bound.key + " may be " + bound.outside);
            if (refusing.stream().noneMatch(situation -> accepts(node, situation, bound, bound.inside))) {
                tighter.add(bound.name);
            }
        }
        assertEquals(new TreeSet<>(TIGHTER.getOrDefault(node, Set.of())), tighter);
    }

    /** All that KNIME has no name for stem from a range of a record. */
    @ParameterizedTest
    @EnumSource(OwnNodes.class)
    void boundsAreThoseOfRanges(OwnNodes node) throws Exception {
        for (Setting setting : settings(node.parameters(), "")) {
            NumberInputWidget widget = setting.field.getAnnotation(NumberInputWidget.class);
            if (widget != null) {
                Class<? extends MinValidation> min = widget.minValidation();
                Class<? extends MaxValidation> max = widget.maxValidation();
                assertTrue(
                        min.getEnclosingClass() == MinValidation.class
                                || min.getSuperclass().getSimpleName().equals("AtLeast"),
                        setting.key);
                assertEquals("AtMost", max.getSuperclass().getSimpleName(), setting.key);
            }
        }
    }

    /** A number that the engine knows is written there alone. */
    @Test
    void theNodesMakeNoRangesButTheirOwn() throws IOException {
        assertEquals(Set.of("MostRows.java", "ConditionParameters.java"), filesWith(RANGE_MADE));
        assertEquals(Set.of("AtMost.java", "AtLeast.java"), filesWith(BOUND_MADE));
    }

    private static Set<String> filesWith(Pattern pattern) throws IOException {
        Path sources = Path.of(System.getProperty("flowmatch.home"), "bundles", "org.flowmatch.knime", "src");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            Set<String> found = new TreeSet<>();
            for (Path file : java) {
                if (pattern.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
            return found;
        }
    }
}
