package org.lanewise.codegen.ir;

/**
 * A variable of a kernel, each type a class of its own. Two are the same only if they are one
 * object; the name is for people, and blocks beside each other may use it again.
 */
public abstract sealed class Var {
    private final String name;

    private Var(String name) {
        this.name = name;
    }

    /** What it is called in generated code. */
    public final String name() {
        return name;
    }

    /** A new one of the same type. */
    public abstract Var named(String other);

    /** The name. */
    @Override
    public final String toString() {
        return name;
    }

    /** An int. */
    public static final class Index extends Var implements Int {
        /** A new one of this name. */
        public Index(String name) {
            super(name);
        }

        @Override
        public Index named(String other) {
            return new Index(other);
        }
    }

    /** A place in memory; with checked access, bytes from the beginning of a buffer. */
    public static final class Address extends Var {
        /** A new one of this name. */
        public Address(String name) {
            super(name);
        }

        @Override
        public Address named(String other) {
            return new Address(other);
        }
    }

    /** A vector of floats. */
    public static sealed class Vector extends Var implements Value {
        /** A new one of this name. */
        public Vector(String name) {
            super(name);
        }

        @Override
        public Vector named(String other) {
            return new Vector(other);
        }
    }

    /** A vector that products are added to. */
    public static final class Sum extends Vector {
        /** A new one of this name. */
        public Sum(String name) {
            super(name);
        }

        @Override
        public Sum named(String other) {
            return new Sum(other);
        }
    }

    /**
     * A vector of floats that are only moved, as ints: selecting lanes by their numbers takes ints,
     * and each view of one kind as the other is a call more for the JIT.
     */
    public static final class Moved extends Vector {
        /** A new one of this name. */
        public Moved(String name) {
            super(name);
        }

        @Override
        public Moved named(String other) {
            return new Moved(other);
        }
    }

    /** A vector of lane numbers. */
    public static final class LaneNumbers extends Var {
        /** A new one of this name. */
        public LaneNumbers(String name) {
            super(name);
        }

        @Override
        public LaneNumbers named(String other) {
            return new LaneNumbers(other);
        }
    }

    /** Some lanes of a vector. */
    public static sealed class Mask extends Var {
        /** A new one of this name. */
        public Mask(String name) {
            super(name);
        }

        @Override
        public Mask named(String other) {
            return new Mask(other);
        }
    }

    /** Some lanes of a vector of floats that are only moved. */
    public static final class MovedMask extends Mask {
        /** A new one of this name. */
        public MovedMask(String name) {
            super(name);
        }

        @Override
        public MovedMask named(String other) {
            return new MovedMask(other);
        }
    }
}
