package io.batpak.core.damage;

/**
 * The parts of a store's files, and what a flipped bit in each leads to: the table that was fixed before anything was
 * flipped. Nothing is ever answered wrongly or left out in silence, whatever the part.
 */
enum Part {
    SEALED_HEADER(Writable.REFUSED, Loss.ITS_SEGMENT, Check.DAMAGED),
    SEALED_EVENT(Writable.REFUSED, Loss.ITS_EVENT, Check.DAMAGED),
    SEALED_MARKER(Writable.REFUSED, Loss.NOTHING, Check.DAMAGED),
    SEAL(Writable.REFUSED, Loss.NOTHING, Check.DAMAGED),
    ACTIVE_HEADER(Writable.REFUSED, Loss.ITS_SEGMENT, Check.DAMAGED),
    ACTIVE_EVENT(Writable.REFUSED, Loss.ITS_EVENT, Check.DAMAGED),
    ACTIVE_MARKER(Writable.REFUSED, Loss.NOTHING, Check.DAMAGED),
    UNFORCED_EVENT(Writable.CUTS_IT_OFF, Loss.NOTHING, Check.SOUND),
    ZERO_TAIL(Writable.OPENS, Loss.NOTHING, Check.SOUND),
    META(Writable.REFUSED, Loss.EVERYTHING, Check.DAMAGED),
    NEWEST_SLOT(Writable.OPENS, Loss.NOTHING, Check.SOUND),
    OLDER_SLOT(Writable.OPENS, Loss.NOTHING, Check.SOUND),
    BETWEEN_SLOTS(Writable.OPENS, Loss.NOTHING, Check.SOUND),
    LOCK(Writable.OPENS, Loss.NOTHING, Check.SOUND);

    /** What an open for writing does. */
    enum Writable {
        /** Names the file and where, and changes nothing. */
        REFUSED,
        /** Opens without the event, which was never acknowledged as durable. */
        CUTS_IT_OFF,
        /** Opens with everything. */
        OPENS
    }

    /** What a read-only open cannot read, and says so where it is met; all else can be read. */
    enum Loss {
        NOTHING,
        ITS_EVENT,
        ITS_SEGMENT,
        /** The open itself is refused. */
        EVERYTHING
    }

    /** What verify says. */
    enum Check {
        SOUND,
        DAMAGED
    }

    final Writable writable;
    final Loss loss;
    final Check check;

    Part(Writable writable, Loss loss, Check check) {
        this.writable = writable;
        this.loss = loss;
        this.check = check;
    }
}
