package io.batpak.api.append;

/** Where the caller believes the chain of (entity, lane) to be; compared with its newest committed event (J-16). */
public sealed interface Expectation {
    /** No belief: append wherever the chain is. */
    static Expectation any() {
        return Any.ANY;
    }

    /** There is no event yet. */
    static Expectation empty() {
        return Empty.EMPTY;
    }

    /** The newest event has this revision. */
    static Expectation at(long revision) {
        return new At(revision);
    }

    /** No belief. */
    enum Any implements Expectation {
        /** The one of its kind. */
        ANY
    }

    /** There is no event yet. */
    enum Empty implements Expectation {
        /** The one of its kind. */
        EMPTY
    }

    /**
     * The newest event has a certain revision.
     *
     * @param revision 0 to 4,294,967,295
     */
    record At(long revision) implements Expectation {
        /**
         * Checks the revision.
         *
         * @throws IllegalArgumentException unless it is 0 to 4,294,967,295
         */
        public At {
            if (revision < 0 || revision > 0xffff_ffffL) {
                throw new IllegalArgumentException("revision " + revision + " is outside 0 to 4294967295");
            }
        }
    }
}
