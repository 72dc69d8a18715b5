// SPDX-License-Identifier: Apache-2.0
package com.esotericsoftware.kryo;

/**
 * A name that XGBoost's Booster says it implements, so that it must be there when that class is loaded. Its methods serve Spark
 * alone, which brings the library Kryo; nothing here calls them, and so Kryo is not shipped.
 */
public interface KryoSerializable {}
