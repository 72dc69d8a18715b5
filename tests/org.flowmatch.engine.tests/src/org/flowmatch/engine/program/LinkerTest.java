// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the linker lets pass and what it keeps. */
class LinkerTest {
    private static final Fragment LOW = Fragment.of(
            """
            # fragment: low
            # gives: one, unused

            # The constant.
            def one(self) -> int:
                return 1


            def unused(self) -> int:
                return self.one()
            """);
    private static final Fragment HIGH = Fragment.of(
            """
            # fragment: high
            # gives: two
            # needs: one, weights

            def two(self) -> int:
                return 2 * self.one() * torch.numel(self.weights)
            """);
    private static final List<String> WEIGHTS = List.of("weights");

    private static String refusal(List<Fragment> fragments, List<String> called) {
        return assertThrows(IllegalArgumentException.class, () -> Linker.link(fragments, called, WEIGHTS))
                .getMessage();
    }

    @Test
    void whatIsCalledIsKeptInTheOrderOfTheFragments() {
        assertEquals(
                """
                # The constant.
                def one(self) -> int:
                    return 1
                def two(self) -> int:
                    return 2 * self.one() * torch.numel(self.weights)
                """,
                Linker.link(List.of(LOW, HIGH), List.of("two"), WEIGHTS));
    }

    @Test
    void whatNobodyGivesIsNamedWithWhoNeedsIt() {
        assertEquals("No program fragment gives what high needs: one", refusal(List.of(HIGH), List.of("two")));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Linker.link(List.of(LOW, HIGH), List.of("one")))
                .getMessage();
        assertEquals("No program fragment gives what high needs: weights", message);
        assertEquals(
                "No program fragment gives what the program's caller needs: three",
                refusal(List.of(LOW, HIGH), List.of("two", "three")));
    }

    @Test
    void aNameIsGivenOnce() {
        assertEquals("The program fragments low and low both give one.", refusal(List.of(LOW, LOW), List.of("one")));
        Fragment tensor = Fragment.of(
                """
                # fragment: tensor
                # gives: weights

                def weights(self) -> int:
                    return 1
                """);
        assertEquals(
                "The program fragments tensor and the module both give weights.",
                refusal(List.of(tensor), List.of("weights")));
    }

    @Test
    void holesMustBeFilled() {
        Fragment open = Fragment.of(
                """
                # fragment: open
                # gives: width
                # holes: WIDTH

                def width(self) -> int:
                    return ${WIDTH}
                """);
        assertEquals(
                "The program fragment open has holes that nobody filled: [WIDTH]",
                refusal(List.of(open), List.of("width")));
        assertEquals(
                "def width(self) -> int:\n    return 7\n",
                Linker.link(List.of(open.with("WIDTH", 7)), List.of("width")));
    }
}
