package io.batpak.api.verify;

import io.batpak.api.error.ErrorCode;
import java.util.List;
import java.util.OptionalLong;

/** What a check of a whole store found: every frame, hash, link, revision, batch and side file was looked at. */
public interface CheckReport {
    /** How the log ends. */
    enum Tail {
        /** After its last whole unit there is nothing. */
        CLEAN,
        /** After its last whole unit there are bytes that were never acknowledged; the next writable open cuts them. */
        TORN
    }

    /**
     * Something that is not what was written.
     *
     * @param code what sort of damage
     * @param file the file's name
     * @param offset where the damaged unit begins: at or before the damaged byte
     * @param sequence the event that is lost, if that is known
     * @param message what, where, and how to mend it
     */
    record Damage(ErrorCode code, String file, long offset, OptionalLong sequence, String message) {}

    /** Returns true if there is no damage. */
    default boolean ok() {
        return damages().isEmpty();
    }

    /** Returns how many sound events users wrote. */
    long events();

    /** Returns how many sound events the store wrote itself. */
    long systemEvents();

    /**
     * Returns how many of the sound events no read returns, because their visibility fence was cancelled or left
     * unfinished. Those of a fence that is open at the end of the log are among them.
     */
    long hiddenEvents();

    /** Returns how many segments there are. */
    int segments();

    /** Returns how many chains, that is, pairs of (entity, lane), users' events form. */
    long chains();

    /** Returns how the log ends. */
    Tail tail();

    /** Returns the sequence of the last sound event; -1 if there is none. */
    long lastSequence();

    /** Returns the last sequence that is known to be durable; -1 if there is none. */
    long durableSequence();

    /** Returns what is damaged, in the order of files and offsets. */
    List<Damage> damages();

    /** Returns what is odd and harms nothing. */
    List<String> warnings();
}
