// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Float64 reference numbers of independent implementations. They lie outside the repository, in
 * {@code shared/oracle/reference.json} beside it or in the folder {@code shared} that the system property {@code flowmatch.shared} names; tests that
 * use them are skipped where they are absent.
 */
public final class Oracle {
    private Oracle() {}

    /** One section of the reference, or a skipped test. */
    public static JsonObject section(String name) throws IOException {
        Optional<Path> file = find();
        Assumptions.assumeTrue(file.isPresent(), "no oracle file beside this clone");
        return JsonParser.parseString(Files.readString(file.orElseThrow()))
                .getAsJsonObject()
                .getAsJsonObject(name);
    }

    public static double[] doubles(JsonArray array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsDouble();
        }
        return values;
    }

    private static Optional<Path> find() {
        String shared = System.getProperty("flowmatch.shared");
        if (shared != null) {
            return Optional.of(Path.of(shared, "oracle", "reference.json")).filter(Files::exists);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/oracle/reference.json");
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
