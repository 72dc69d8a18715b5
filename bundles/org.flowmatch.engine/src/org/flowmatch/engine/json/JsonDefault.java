// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record component whose field is missing, as JSON text: {@code "true"}, {@code "[]"}, {@code "\"LINEAR\""}.
 * For components that came after files of the record had been written; the value says what those files meant without it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface JsonDefault {
    String value();

    /** Whether the field of this value is left out: what needs nothing of the component is written as before there was one. */
    boolean omitted() default false;
}
