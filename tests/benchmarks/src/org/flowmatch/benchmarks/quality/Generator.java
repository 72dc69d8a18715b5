// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.io.IOException;

/** A way to make synthetic rows. */
public interface Generator {

    /** As it stands in the table. */
    String label();

    /**
     * Whether it can do anything with such a table; by default with any of two rows and more.
     *
     * @param training real rows
     */
    default boolean takes(TextTable training) {
        return training.rows() > 1;
    }

    /**
     * @param training real rows
     * @param rows how many to make
     * @param minutes of one core that it may take, for those that train
     * @return rows with the columns of the training rows; those that it leaves out, such as identifiers, are not judged where
     *     the data set names them as such
     */
    TextTable generate(TextTable training, int rows, long seed, double minutes) throws IOException;
}
