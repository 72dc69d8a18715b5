// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fragment is what its header says, or is refused. */
class FragmentTest {
    private static final String SCALED =
            """
            # fragment: scaled
            # gives: scaled, twice
            # needs: offset
            # holes: WIDTH, WIDTHS

            # Of the file, not of a method; ${NOTHING} and self.nothing are only words here.

            # x times WIDTH
            def scaled(self, x: Tensor) -> Tensor:
                widths = ${WIDTHS}
                return torch.add(torch.mul(x, ${WIDTH}), self.offset)


            def twice(self, x: Tensor) -> Tensor:
                # self.thrice(x)
                return self.scaled(self.scaled(x))
            """;

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Fragment.of(text))
                .getMessage();
    }

    @Test
    void theHeaderIsTheContract() {
        Fragment fragment = Fragment.of(SCALED);
        assertEquals("scaled", fragment.name());
        assertEquals(List.of("scaled", "twice"), fragment.gives());
        assertEquals(List.of("offset"), fragment.needs());
        assertEquals(List.of("WIDTH", "WIDTHS"), fragment.holes());
    }

    @Test
    void aHoleWhoseNameBeginsAnotherOnesIsNotFilledWithIt() {
        Fragment filled = Fragment.of(SCALED).with("WIDTH", 3);
        assertEquals(List.of("WIDTHS"), filled.holes());
        filled = filled.with("WIDTHS", List.of(List.of(4, 5), List.of(6)));
        String text = Linker.link(List.of(filled), List.of("scaled"), List.of("offset"));
        assertEquals(
                """
                # x times WIDTH
                def scaled(self, x: Tensor) -> Tensor:
                    widths = [[4, 5], [6]]
                    return torch.add(torch.mul(x, 3), self.offset)
                """,
                text);
    }

    @Test
    void aHoleThatIsNotThereCannotBeFilledNorOneTwice() {
        Fragment filled = Fragment.of(SCALED).with("WIDTH", 3);
        for (String hole : List.of("WIDTH", "DEPTH")) {
            String message = assertThrows(IllegalArgumentException.class, () -> filled.with(hole, 1))
                    .getMessage();
            assertEquals("The program fragment scaled has no hole " + hole + " to fill, only: [WIDTHS]", message);
        }
    }

    /** Each change of the header or the text that parts them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gives: scaled, twice | gives: scaled | gives",
                "gives: scaled, twice | gives: scaled, twice, thrice | gives",
                "gives: scaled, twice | gives: scaled, twice, twice | gives",
                "needs: offset | needs: offset, shift | needs",
                "needs: offset | wants: offset | needs",
                "self.offset) | self.offset + self.shift) | needs",
                "holes: WIDTH, WIDTHS | holes: WIDTH | holes",
                "${WIDTHS} | [1] | holes",
                "def twice( | def scaled( | gives"
            })
    void aTextThatIsNotWhatItsHeaderSaysIsRefused(String there, String instead, String line) {
        String message = refusal(SCALED.replace(there, instead));
        assertTrue(message.startsWith("The program fragment scaled says \"" + line + ": "), message);
    }

    @Test
    void aTextWithoutAHeaderIsRefused() {
        String message = refusal("def scaled(self, x: Tensor) -> Tensor:\n    return x\n");
        assertEquals(
                "A program fragment must begin with its name, as in \"# fragment: mlp\", and not with"
                        + " \"def scaled(self, x: Tensor) -> Tensor:\".",
                message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        String message = assertThrows(IllegalStateException.class, () -> Fragment.read(Linker.class, "nothing"))
                .getMessage();
        assertEquals("The program fragment nothing is missing beside org.flowmatch.engine.program.Linker", message);
    }
}
