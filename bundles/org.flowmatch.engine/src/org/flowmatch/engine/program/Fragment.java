// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a program: TorchScript methods with a contract, most of them a file {@code program/<name>.torchscript} beside
 * the classes that use it. It begins with
 *
 * <pre>
 * # fragment: mlp
 * # gives: layers, velocity
 * # needs: time_features
 * # holes: WIDTHS
 * </pre>
 *
 * and an empty line: its name, the methods it defines, the methods and tensors of others that it reads as {@code self.x},
 * and the numbers to be filled in where the text says {@code ${WIDTHS}}. A line without names is left out. A text that
 * differs from what its header says is refused.
 */
public final class Fragment {
    private final FragmentHeader header;
    private final List<Method> methods;

    private Fragment(FragmentHeader header, List<Method> methods) {
        this.header = header;
        this.methods = methods;
    }

    /**
     * @param text a header and methods
     * @throws IllegalArgumentException when they do not agree
     */
    public static Fragment of(String text) {
        FragmentHeader header = FragmentHeader.of(text);
        List<Method> methods = Method.all(text);
        header.check("gives", header.gives(), methods.stream().map(Method::name).toList());
        Set<String> uses = new LinkedHashSet<>();
        Set<String> holes = new LinkedHashSet<>();
        for (Method method : methods) {
            uses.addAll(method.uses());
            holes.addAll(method.holes());
        }
        uses.removeAll(header.gives());
        header.check("needs", header.needs(), uses);
        header.check("holes", header.holes(), holes);
        return new Fragment(header, methods);
    }

    /**
     * The fragment of this name in the package of {@code beside}.
     *
     * @throws IllegalArgumentException when its header has another name or says what is not so
     * @throws IllegalStateException when there is none
     */
    public static Fragment read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream("program/" + name + ".torchscript")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The program fragment " + name + " is missing beside " + beside.getName());
            }
            Fragment fragment = of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            fragment.header.check("fragment", List.of(fragment.name()), List.of(name));
            return fragment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This fragment with a number in its hole. */
    public Fragment with(String hole, int number) {
        return filled(hole, Integer.toString(number));
    }

    /** This fragment with a list of whole numbers, or of such lists, in its hole. */
    public Fragment with(String hole, List<?> numbers) {
        return filled(hole, numbers.toString());
    }

    private Fragment filled(String hole, String value) {
        return new Fragment(
                header.without(hole),
                methods.stream().map(method -> method.with(hole, value)).toList());
    }

    public String name() {
        return header.name();
    }

    /** Names of its methods. */
    public List<String> gives() {
        return header.gives();
    }

    /** Names that its methods read and that other fragments give. */
    public List<String> needs() {
        return header.needs();
    }

    /** Holes that are still to be filled. */
    public List<String> holes() {
        return header.holes();
    }

    List<Method> methods() {
        return methods;
    }

    @Override
    public String toString() {
        return name();
    }
}
