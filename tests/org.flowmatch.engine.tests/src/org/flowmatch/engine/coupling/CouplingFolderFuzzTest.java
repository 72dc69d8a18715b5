// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.fuzz.Mutations;
import org.flowmatch.engine.fuzz.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CouplingFolderFuzzTest {
    @TempDir
    Path folder;

    @Test
    void whateverADescriptionHolds() throws IOException {
        List<Coupling> couplings = CouplingFolderTest.couplings();
        for (int i = 0; i < couplings.size(); i++) {
            CouplingFolder.write(couplings.get(i), folder.resolve("flow-" + i), Monitor.none());
        }
        int read = 0;
        for (int number = 0; number < Mutations.COUNT; number++) {
            String name = "flow-" + number % couplings.size();
            Path file = folder.resolve(name).resolve("coupling.json");
            String text = Files.readString(file);
            String changed = new Mutations(number).json(text);
            Files.writeString(file, changed);
            boolean result = Reading.survives(
                    name, "mutation " + number + ": " + changed, () -> CouplingFolder.read(folder.resolve(name)));
            read += result ? 1 : 0;
            Files.writeString(file, text);
        }
        assertTrue(read > 20, "some changes are harmless: " + read);
    }
}
