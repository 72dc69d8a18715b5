// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.browser;

import java.io.IOException;
import java.util.Optional;

/** All of the network that a tab sees. */
@FunctionalInterface
public interface Answers {
    /** @return the bytes at this address, empty when there is nothing, which the page gets as an error 404 */
    Optional<byte[]> at(String address) throws IOException;
}
