// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.torchscript.TorchArchive;

/** Fragments of the engine and methods of a test that call them. */
public final class TestProgram {
    private final List<Fragment> parts = new ArrayList<>();

    public TestProgram with(List<Fragment> fragments) {
        parts.addAll(fragments);
        return this;
    }

    public TestProgram with(Fragment... fragments) {
        return with(Arrays.asList(fragments));
    }

    /** The program that gives the methods of this fragment. */
    public TorchArchive calledBy(String fragment) {
        Fragment calls = Fragment.of(fragment);
        parts.add(calls);
        return TorchArchive.of("Test", Linker.link(parts, calls.gives()));
    }
}
