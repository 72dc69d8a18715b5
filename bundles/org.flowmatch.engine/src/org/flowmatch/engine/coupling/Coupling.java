// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.NumericTable;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Encoded source and target rows and the law that joins them.
 *
 * @param source rows of the source; empty for standard normal noise in encoded space
 */
public record Coupling(
        CouplingSettings settings, TableEncoding encoding, RowMatrix target, Optional<RowMatrix> source, long seed) {

    /** Fits the encoding on the target table and encodes both tables. */
    public static Coupling fit(
            CouplingSettings settings,
            NumericTable target,
            Optional<NumericTable> source,
            EncodingSettings encoding,
            long seed,
            Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    public int columns() {
        return target.columns();
    }

    /** The number of target rows. */
    public int rows() {
        return target.rows();
    }

    public SourceLaw sourceLaw() {
        return source.isPresent() ? SourceLaw.TABLE : SourceLaw.GAUSSIAN;
    }

    /**
     * @param targetRows the rows of the target that are used (for instance without those held back for validation)
     * @param sourceScale standard deviation of the Gaussian source; rows of a table are taken as they are
     */
    public PairStream open(int[] targetRows, double sourceScale, long seed, PairUse use) {
        throw new UnsupportedOperationException();
    }
}
