package io.batpak.api.append;

import io.batpak.api.event.CausationId;
import io.batpak.api.event.EventId;

/** What led to an event. */
public sealed interface Causation {
    /** Nothing that is known. */
    static Causation none() {
        return None.NONE;
    }

    /** An event. */
    static Causation of(CausationId id) {
        return new Known(id);
    }

    /** An event. */
    static Causation of(EventId id) {
        return new Known(CausationId.of(id));
    }

    /** An earlier item of the same batch, counted from 0; not for single appends. */
    static Causation earlierItem(int index) {
        return new EarlierItem(index);
    }

    /** Nothing that is known. */
    enum None implements Causation {
        /** The one of its kind. */
        NONE
    }

    /**
     * An event with a known id.
     *
     * @param id its id
     */
    record Known(CausationId id) implements Causation {}

    /**
     * An earlier item of the same batch.
     *
     * @param index its place, from 0 on
     */
    record EarlierItem(int index) implements Causation {
        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public EarlierItem {
            if (index < 0) {
                throw new IllegalArgumentException("index " + index + " of an earlier item is negative");
            }
        }
    }
}
