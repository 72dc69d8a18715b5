// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/** Numbers that a training computes in. Names are stored in settings and files and never change. */
public enum Precision {
    /** float32 throughout; on newer GPUs libtorch may be told to multiply in TensorFloat-32. */
    FULL,
    /**
     * The network and its gradient in bfloat16, with weights, optimiser, averages and loss in float32 (Micikevicius et al.,
     * 2018; no loss scaling, because bfloat16 has the exponents of float32). For GPUs: the CPU computes in full precision.
     */
    MIXED
}
