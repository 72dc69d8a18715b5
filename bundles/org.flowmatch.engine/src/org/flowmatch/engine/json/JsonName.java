// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The stored name of a member of a sealed family; keeps files readable when the class is renamed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JsonName {
    String value();
}
