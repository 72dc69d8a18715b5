// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

/** The product as its files name it. */
public final class Product {
    /** The version written into files; that of the bundles without their build qualifier. */
    public static final String VERSION = "1.0.0";

    private Product() {}
}
