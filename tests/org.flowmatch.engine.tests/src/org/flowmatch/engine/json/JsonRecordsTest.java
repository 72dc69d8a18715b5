// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {
    public enum Colour {
        RED,
        GREEN
    }

    public sealed interface Shape {}

    public record Circle(double radius) implements Shape {
        public Circle {
            if (radius <= 0) {
                throw new FlowException("The radius is " + radius + ".", "Choose a radius above 0.");
            }
        }
    }

    public record SmallSquare(int side) implements Shape {}

    @JsonName("tri")
    public record Triangle() implements Shape {}

    public interface Animal {}

    public record Cat(String name) implements Animal {}

    public record All(
            int count,
            long big,
            double ratio,
            boolean flag,
            String text,
            Colour colour,
            Shape shape,
            Animal animal,
            List<Shape> shapes,
            List<Integer> numbers,
            Optional<Shape> maybe,
            OptionalDouble loss,
            JsonObject rest) {}

    private static final JsonRecords JSON =
            new JsonRecords(List.of(JsonFamily.of(Animal.class).with("cat", Cat.class)));

    private static All example() {
        JsonObject rest = new JsonObject();
        rest.addProperty("any", 1);
        return new All(
                -3,
                Long.MAX_VALUE,
                0.1,
                true,
                "a \"b\" \u00e9",
                Colour.GREEN,
                new Circle(2.5),
                new Cat("tom"),
                List.of(new SmallSquare(4), new Triangle()),
                List.of(1, 2),
                Optional.empty(),
                OptionalDouble.of(1e-300),
                rest);
    }

    private static JsonObject parsed() {
        return JsonFields.parse(JSON.write(example()).toString(), "all");
    }

    private static FlowException refused(JsonObject json) {
        return assertThrows(FlowException.class, () -> JSON.read(json, All.class, "all"));
    }

    @Test
    void everyKindOfComponentComesBack() {
        assertEquals(example(), JSON.read(parsed(), All.class, "all"));
    }

    @Test
    void storedNamesAreStable() {
        JsonObject json = parsed();
        assertEquals("{\"type\":\"circle\",\"radius\":2.5}", json.get("shape").toString());
        assertEquals("{\"type\":\"cat\",\"name\":\"tom\"}", json.get("animal").toString());
        assertEquals(
                "[{\"type\":\"small_square\",\"side\":4},{\"type\":\"tri\"}]",
                json.get("shapes").toString());
        assertEquals("null", json.get("maybe").toString());
    }

    @Test
    void aMissingFieldIsNamed() {
        JsonObject json = parsed();
        json.getAsJsonObject("shape").remove("radius");
        assertTrue(refused(json).problem().contains("'all.shape.radius' is missing"));
    }

    @Test
    void anUnknownFieldIsNamed() {
        JsonObject json = parsed();
        json.getAsJsonArray("shapes").get(0).getAsJsonObject().addProperty("colour", 1);
        assertTrue(refused(json).problem().contains("'all.shapes[0].colour' is not known"));
    }

    @Test
    void anUnknownTypeIsNamedWithTheKnownOnes() {
        JsonObject json = parsed();
        json.getAsJsonObject("shape").addProperty("type", "hexagon");
        String problem = refused(json).problem();
        assertTrue(problem.contains("'all.shape.type' is 'hexagon'"), problem);
        assertTrue(problem.contains("circle, small_square, tri"), problem);
    }

    @Test
    void aValueThatTheRecordRefusesKeepsItsMessage() {
        JsonObject json = parsed();
        json.getAsJsonObject("shape").addProperty("radius", -1);
        assertEquals("The radius is -1.0.", refused(json).problem());
    }

    @ParameterizedTest
    @CsvSource({
        "count, 1.5, whole number",
        "count, 3000000000, from -2147483648 to",
        "count, 1e999999999, whole number",
        "count, '\"3\"', must be a number",
        "big, 9223372036854775808, whole number",
        "ratio, 1e999, finite",
        "ratio, null, must be a number",
        "loss, '\"x\"', must be a number",
        "flag, 1, true or false",
        "text, 1, must be a text",
        "colour, '\"BLUE\"', one of RED",
        "shape, 3, must be an object",
        "numbers, {}, must be a list"
    })
    void aValueOfAnotherTypeIsNamed(String field, String value, String reason) {
        JsonObject json = parsed();
        json.add(field, JsonFields.parse("{\"v\":" + value + "}", "v").get("v"));
        String problem = refused(json).problem();
        assertTrue(problem.contains("'all." + field + "'") && problem.contains(reason), problem);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aNumberThatIsNotFiniteIsNotStored(double number) {
        FlowException e = assertThrows(FlowException.class, () -> JSON.write(new Wrapped(List.of(new Point(number)))));
        assertTrue(e.problem().contains("'points[0].x' is " + number), e.problem());
    }

    public record Point(double x) {}

    public record Wrapped(List<Point> points) {}

    @ParameterizedTest
    @CsvSource({"'{\"a\":NaN}'", "'{\"a\":1', ", "'{} {}'", "'{a:1}'", "'[1]'", "''"})
    void textThatIsNotOneJsonObjectIsRefused(String text) {
        FlowException e = assertThrows(FlowException.class, () -> JsonFields.parse(text, "model.json"));
        assertTrue(e.problem().contains("'model.json'"), e.problem());
    }

    @Test
    void deepNestingIsRefusedNotOverflowing() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThrows(FlowException.class, () -> JsonFields.parse(deep, "deep"));
    }

    /** Components that came after the first files. */
    public record Grown(
            int count,
            @JsonDefault("2.5") double ratio,
            @JsonDefault("\"GREEN\"") Lamp lamp,
            @JsonDefault("{\"type\":\"tri\"}") Shape shape,
            @JsonDefault("null") Optional<Shape> maybe) {}

    /** Constants with bodies make an enum a sealed class with members, which is still no family. */
    public enum Lamp {
        RED {
            @Override
            int seconds() {
                return 3;
            }
        },
        GREEN {
            @Override
            int seconds() {
                return 5;
            }
        };

        abstract int seconds();
    }

    @Test
    void aMissingFieldHasItsDefault() {
        Grown read = JSON.read(JsonFields.parse("{\"count\":3}", "grown"), Grown.class, "grown");
        assertEquals(new Grown(3, 2.5, Lamp.GREEN, new Triangle(), Optional.empty()), read);
        assertEquals(5, read.lamp().seconds());
    }

    @Test
    void aFieldThatIsThereHidesItsDefault() {
        Grown grown = new Grown(1, 0.5, Lamp.RED, new SmallSquare(2), Optional.of(new Triangle()));
        assertEquals(grown, JSON.read(JSON.write(grown), Grown.class, "grown"));
        FlowException e = assertThrows(
                FlowException.class,
                () -> JSON.read(JsonFields.parse("{\"count\":3,\"ratio\":null}", "grown"), Grown.class, "grown"));
        assertTrue(e.problem().contains("grown.ratio"), e.problem());
    }

    /** A component whose default is left out. */
    public record Silent(int count, @JsonDefault(value = "{\"type\":\"tri\"}", omitted = true) Shape shape) {}

    @Test
    void aDefaultThatIsLeftOutIsNotWritten() {
        Silent usual = new Silent(3, new Triangle());
        assertEquals("{\"count\":3}", JSON.write(usual).toString());
        assertEquals(usual, JSON.read(JSON.write(usual), Silent.class, "silent"));
        Silent other = new Silent(3, new SmallSquare(2));
        assertTrue(JSON.write(other).has("shape"));
        assertEquals(other, JSON.read(JSON.write(other), Silent.class, "silent"));
    }

    @Test
    void onlyComponentsWithADefaultMayBeMissing() {
        FlowException e = assertThrows(
                FlowException.class, () -> JSON.read(JsonFields.parse("{\"ratio\":1}", "grown"), Grown.class, "grown"));
        assertEquals("The field 'grown.count' is missing.", e.problem());
    }
}
