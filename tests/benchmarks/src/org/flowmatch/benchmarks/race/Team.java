// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

import java.io.IOException;
import java.util.List;

/**
 * This product and its peer: two processes kept to the same cores.
 *
 * @param ours this product
 * @param about what it tells of itself
 */
public record Team(Worker ours, Request about, Peer peer) implements AutoCloseable {

    /**
     * @param cores that both may use
     * @param python command of the peer's Python
     * @throws WorkerFailure when this product's process cannot be started
     */
    public static Team start(int cores, String python) throws IOException {
        Worker ours = Ours.start(cores, List.of());
        return new Team(ours, ours.ask(Request.of("about")), Peer.start(cores, python));
    }

    /** The versions of this product's libraries. */
    public String describeOurs() {
        return "libtorch " + about.text("libtorch") + ", Java " + about.text("java");
    }

    @Override
    public void close() {
        ours.close();
        peer.close();
    }
}
