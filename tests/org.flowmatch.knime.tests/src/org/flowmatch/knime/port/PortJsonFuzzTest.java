// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.ExpressionPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortUtil;

/** What KNIME keeps for a port may hold anything: it is read, or an {@link IOException} tells why not, in the product's words. */
class PortJsonFuzzTest {
    private static final int COUNT = 2000;
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[-+.\\w]+|[\\[\\]{},:]");
    private static final Pattern JAVA_SPEAKS =
            Pattern.compile("Exception|Error\\b|java\\.|gson|Json[A-Z]|enum constant|://|null");
    private static final List<String> EXTREMES = List.of(
            "null",
            "true",
            "\"\"",
            "\"" + "long ".repeat(2000) + "\"",
            "0",
            "-1",
            "0.5",
            "2147483648",
            "9223372036854775807",
            "1e308",
            "1e999999999",
            "9".repeat(20_000),
            "[]",
            "{}",
            "[".repeat(20_000),
            "");
    private static final List<ColumnInfo> COLUMNS =
            List.of(new ColumnInfo("x", ColumnKind.DOUBLE), new ColumnInfo("k", ColumnKind.INT));

    private final KeyedRandom random = new KeyedRandom(20, Purpose.EXAMPLE);

    @Test
    void couplings() throws IOException {
        fuzz(
                new FlowCouplingPortObjectSpec(
                        COLUMNS,
                        new CouplingSettings.OptimalTransport(16),
                        Scaling.QUANTILE,
                        SourceLaw.GAUSSIAN,
                        List.of()),
                new FlowCouplingPortObjectSpec.Serializer());
    }

    @Test
    void paths() throws IOException {
        fuzz(
                ConditionalPathPortObjectSpec.of(
                        new FlowCouplingPortObjectSpec(
                                COLUMNS,
                                new CouplingSettings.Independent(true),
                                Scaling.QUANTILE,
                                SourceLaw.GAUSSIAN,
                                List.of(),
                                Labels.SOME,
                                new ColumnTypes(
                                        List.of(new ColumnTypes.StoredType("Text", "<config/>", List.of("a"))))),
                        new ExpressionPath("t^2", "1 - t")),
                new ConditionalPathPortObjectSpec.Serializer());
    }

    @Test
    void models() throws IOException {
        fuzz(
                new FlowModelPortObjectSpec(
                        COLUMNS,
                        Scaling.QUANTILE,
                        SourceLaw.GAUSSIAN,
                        new AffineVelocity(new LinearPath(), Prediction.VELOCITY),
                        Mlp.defaults(),
                        0,
                        List.of(),
                        "independent"),
                new FlowModelPortObjectSpec.Serializer());
    }

    @Test
    void aColumnOfTextsIsNoQuantity() throws IOException {
        FlowCouplingPortObjectSpec spec = new FlowCouplingPortObjectSpec(
                COLUMNS,
                new CouplingSettings.Independent(),
                Scaling.QUANTILE,
                SourceLaw.GAUSSIAN,
                List.of(new ConditionInfo("age", Optional.of(ColumnKind.LONG))));
        FlowCouplingPortObjectSpec.Serializer serializer = new FlowCouplingPortObjectSpec.Serializer();
        String text = text(stored(spec, serializer));
        assertEquals(spec, load(zip(text.getBytes(StandardCharsets.UTF_8)), serializer));
        byte[] changed = zip(text.replace("\"LONG\"", "\"TEXT\"").getBytes(StandardCharsets.UTF_8));
        IOException e = assertThrows(IOException.class, () -> load(changed, serializer));
        assertTrue(e.getMessage().contains("do not fit together"), e.getMessage());
    }

    @Test
    void aSpecIsOfAsEarlyAVersionAsItCanBe() throws IOException {
        FlowCouplingPortObjectSpec.Serializer serializer = new FlowCouplingPortObjectSpec.Serializer();
        String numbers = text(stored(coupling(false, Labels.NONE, ColumnTypes.UNKNOWN), serializer));
        assertTrue(numbers.contains("\"version\":2"), numbers);
        for (String later : List.of("labels", "types", "anyColumns")) {
            assertFalse(numbers.contains(later), numbers);
        }
        ColumnTypes types = new ColumnTypes(List.of(new ColumnTypes.StoredType("Text", "<config/>", List.of("a"))));
        for (FlowCouplingPortObjectSpec spec : List.of(
                coupling(true, Labels.NONE, ColumnTypes.UNKNOWN),
                coupling(false, Labels.NOT_KNOWN, ColumnTypes.UNKNOWN),
                coupling(false, Labels.NONE, types))) {
            byte[] stored = stored(spec, serializer);
            assertTrue(text(stored).contains("\"version\":3"), text(stored));
            assertEquals(spec, load(stored, serializer));
        }
    }

    private static FlowCouplingPortObjectSpec coupling(boolean anyColumns, Labels labels, ColumnTypes types) {
        return new FlowCouplingPortObjectSpec(
                COLUMNS,
                new CouplingSettings.Independent(anyColumns),
                Scaling.QUANTILE,
                SourceLaw.GAUSSIAN,
                List.of(),
                labels,
                types);
    }

    /** A hundred megabytes of values, which pack to a hundred kilobytes. */
    @Test
    void aBombIsNotUnpacked() throws IOException {
        byte[] bomb = zip(("{\"version\":2,\"content\":{\"a\":[" + "1,".repeat(50_000_000) + "1]}}")
                .getBytes(StandardCharsets.UTF_8));
        IOException e = assertThrows(IOException.class, () -> load(bomb, new FlowModelPortObjectSpec.Serializer()));
        assertTrue(e.getMessage().contains("holds more than"), e.getMessage());
    }

    private <T extends PortObjectSpec> void fuzz(T spec, PortObjectSpecSerializer<T> serializer) throws IOException {
        byte[] stored = stored(spec, serializer);
        String text = text(stored);
        int read = 0;
        for (int number = 0; number < COUNT; number++) {
            boolean ofZip = number % 4 == 0;
            byte[] changed = ofZip ? damaged(stored.clone(), number) : zip(changed(text, number));
            try {
                load(changed, serializer);
                read++;
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                assertFalse(JAVA_SPEAKS.matcher(message).find(), message);
                assertTrue(message.length() < 1000, message);
            }
        }
        assertTrue(read > 20, "some changes are harmless: " + read);
    }

    private static <T extends PortObjectSpec> byte[] stored(T spec, PortObjectSpecSerializer<T> serializer)
            throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(stored)) {
            serializer.savePortObjectSpec(spec, out);
        }
        return stored.toByteArray();
    }

    private static String text(byte[] stored) throws IOException {
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(stored))) {
            in.getNextEntry();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static <T extends PortObjectSpec> T load(byte[] stored, PortObjectSpecSerializer<T> serializer)
            throws IOException {
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(stored))) {
            return serializer.loadPortObjectSpec(in);
        }
    }

    private byte[] changed(String text, int number) {
        List<String> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
            tokens.add(matcher.group());
        }
        for (int change = 0; change <= number % 2; change++) {
            tokens.set(
                    random.below(tokens.size(), number, 2 * change),
                    EXTREMES.get(random.below(EXTREMES.size(), number, 2 * change + 1)));
        }
        return String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    }

    /** One byte behind KNIME's own first entry is another. */
    private byte[] damaged(byte[] zip, int number) {
        int own = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\003\004", 1);
        zip[own + random.below(zip.length - own, number, 0)] = (byte) random.below(256, number, 1);
        return zip;
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("content.json"));
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
