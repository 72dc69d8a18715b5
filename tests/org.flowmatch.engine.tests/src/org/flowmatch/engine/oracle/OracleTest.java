// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The formulas of the product against float64 numbers of independent implementations, in a file that
 * {@code ./flowmatch test -Dflowmatch.oracle=FILE} names; and against a small file of the same layout whose numbers come from
 * closed forms, so that a clone on its own proves the same.
 */
class OracleTest {
    private static final Map<String, Section> SECTIONS = Map.ofEntries(
            Map.entry("schedules", new SchedulesSection()),
            Map.entry("affine_path", new AffinePathSection()),
            Map.entry("schedule_transform", new ScheduleTransformSection()),
            Map.entry("torchcfm", new TorchcfmSection()),
            Map.entry("ot", new OtSection()),
            Map.entry("ode", new OdeSection()),
            Map.entry("likelihood_linear_flow", new LikelihoodSection()),
            Map.entry("closed_form_field", new ClosedFormFieldSection()),
            Map.entry("sphere", new SphereSection()),
            Map.entry("sphere_path", new SpherePathSection()),
            Map.entry("torus", new TorusSection()),
            Map.entry("torus_path", new TorusPathSection()),
            Map.entry("discrete", new DiscreteSection()),
            Map.entry("generalized_kl", new GeneralizedKlSection()));

    @TestFactory
    Stream<DynamicTest> formulasMeetTheReference() throws IOException {
        Optional<Path> file = Reference.file();
        assumeTrue(
                file.isPresent(),
                "skipped: there is no ../shared/oracle/reference.json beside the repository; name another file by"
                        + " -Dflowmatch.oracle=FILE");
        return compare(file.orElseThrow().toString(), Reference.read(file.orElseThrow()));
    }

    @TestFactory
    Stream<DynamicTest> formulasMeetClosedForms() throws IOException {
        JsonObject numbers = Reference.ownNumbers();
        assertTrue(numbers.keySet().containsAll(SECTIONS.keySet()), "every section has closed forms");
        return compare("closed forms", numbers);
    }

    @Test
    void oneWrongDigitIsFound() throws IOException {
        JsonObject numbers = Reference.ownNumbers();
        for (String section : SECTIONS.keySet()) {
            JsonElement original = numbers.get(section);
            List<Double> values = JsonNumbers.of(original);
            int tried = 0;
            int seen = 0;
            for (int i = 0; i < values.size(); i += 1 + values.size() / 20) {
                double changed = values.get(i) * (1 + 1e-5) + 1e-5;
                seen += passes(section, JsonNumbers.with(original, i, changed)) ? 0 : 1;
                tried++;
            }
            // what an adaptive solver of another program did is not to be met
            assertTrue(seen >= tried * (section.equals("ode") ? 0.2 : 0.8), section + ": " + seen + " of " + tried);
        }
    }

    @Test
    void anUnknownKeyIsAnError() throws IOException {
        for (String section : SECTIONS.keySet()) {
            JsonElement changed = Reference.ownNumbers().get(section).deepCopy();
            JsonObject place = changed.isJsonArray()
                    ? changed.getAsJsonArray().get(0).getAsJsonObject()
                    : changed.getAsJsonObject();
            place.add("novel", new JsonPrimitive(1));
            assertFalse(passes(section, changed), section);
        }
    }

    private static boolean passes(String section, JsonElement element) {
        Comparison comparison = new Comparison();
        try {
            SECTIONS.get(section).compare(element, comparison);
            return comparison.values() > 0;
        } catch (AssertionError | RuntimeException refused) {
            return refused.getMessage() == null;
        }
    }

    private static Stream<DynamicTest> compare(String file, JsonObject numbers) {
        return numbers.keySet().stream()
                .map(key -> dynamicTest(key, () -> {
                    Section section = SECTIONS.containsKey(key) ? SECTIONS.get(key) : Comparison.unknown(key);
                    Comparison comparison = new Comparison();
                    section.compare(numbers.get(key), comparison);
                    assertTrue(comparison.values() > 0, key + " has nothing to compare");
                    System.out.printf(
                            Locale.ROOT,
                            "oracle: %-24s %5d values compared, largest difference %.2g of its tolerance (%s)%n",
                            key,
                            comparison.values(),
                            comparison.largest(),
                            file);
                }));
    }
}
