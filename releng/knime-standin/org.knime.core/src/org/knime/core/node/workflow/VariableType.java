// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.workflow;

/** The type of a flow variable. */
public abstract class VariableType<T> {

    private final String m_identifier;

    VariableType(final String identifier) {
        m_identifier = identifier;
    }

    public abstract Class<T> getSimpleType();

    public String getIdentifier() {
        return m_identifier;
    }

    @Override
    public String toString() {
        return m_identifier;
    }

    /** Texts. */
    public static final class StringType extends VariableType<String> {

        public static final StringType INSTANCE = new StringType();

        private StringType() {
            super("STRING");
        }

        @Override
        public Class<String> getSimpleType() {
            return String.class;
        }
    }

    /** Whole numbers of 32 bits. */
    public static final class IntType extends VariableType<Integer> {

        public static final IntType INSTANCE = new IntType();

        private IntType() {
            super("INTEGER");
        }

        @Override
        public Class<Integer> getSimpleType() {
            return Integer.class;
        }
    }

    /** Whole numbers of 64 bits. */
    public static final class LongType extends VariableType<Long> {

        public static final LongType INSTANCE = new LongType();

        private LongType() {
            super("LONG");
        }

        @Override
        public Class<Long> getSimpleType() {
            return Long.class;
        }
    }

    /** Numbers. */
    public static final class DoubleType extends VariableType<Double> {

        public static final DoubleType INSTANCE = new DoubleType();

        private DoubleType() {
            super("DOUBLE");
        }

        @Override
        public Class<Double> getSimpleType() {
            return Double.class;
        }
    }

    /** True or false. */
    public static final class BooleanType extends VariableType<Boolean> {

        public static final BooleanType INSTANCE = new BooleanType();

        private BooleanType() {
            super("BOOLEAN");
        }

        @Override
        public Class<Boolean> getSimpleType() {
            return Boolean.class;
        }
    }
}
