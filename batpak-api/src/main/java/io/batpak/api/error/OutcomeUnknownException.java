package io.batpak.api.error;

import io.batpak.api.event.EventId;
import io.batpak.api.event.IdempotencyKey;
import java.util.List;

/**
 * The events may or may not be committed (J-30). Reopen the store and look the ids up, or repeat the request with its
 * keys.
 */
public final class OutcomeUnknownException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final transient List<EventId> eventIds;
    private final transient List<IdempotencyKey> keys;
    private final boolean poisoned;

    /** Makes an exception that names what may have been committed. */
    public OutcomeUnknownException(
            String message, Throwable cause, List<EventId> eventIds, List<IdempotencyKey> keys, boolean poisoned) {
        super(ErrorCode.OUTCOME_UNKNOWN, message, cause);
        this.eventIds = List.copyOf(eventIds);
        this.keys = List.copyOf(keys);
        this.poisoned = poisoned;
    }

    /** Returns the ids to look up, in order of the request. */
    public List<EventId> eventIds() {
        return eventIds;
    }

    /** Returns the keys that the request had, in its order. */
    public List<IdempotencyKey> keys() {
        return keys;
    }

    /** Returns true if the writer refuses everything until the store is reopened. */
    public boolean writerPoisoned() {
        return poisoned;
    }
}
