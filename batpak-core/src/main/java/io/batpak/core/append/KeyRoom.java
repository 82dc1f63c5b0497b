package io.batpak.core.append;

import io.batpak.api.append.KeyRetention;
import io.batpak.api.error.ErrorCode;
import io.batpak.core.index.EventIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room for new idempotency keys, by forgetting those that lie before the window (IDM-8, IDM-9). Belongs to the
 * holder of the writer role.
 */
final class KeyRoom {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRoom.class);

    private final KeyRetention retention;
    private final EventIndex index;
    private boolean warned;

    KeyRoom(KeyRetention retention, EventIndex index) {
        this.retention = retention;
        this.index = index;
    }

    /**
     * Makes room for the keys of a command, all of them or none.
     *
     * @param laidOut how many keys are laid out ahead of it
     * @param nextSequence what its first event is going to have
     */
    void require(AppendCommand command, int laidOut, long nextSequence) {
        long wanted = (long) laidOut + command.events().length;
        if (index.keyCount() + wanted <= retention.maxKeys()) {
            return;
        }
        index.forgetKeysBelow(Math.max(0, nextSequence - retention.keepSequences()));
        long known = index.keyCount();
        if (known + wanted <= retention.maxKeys()) {
            warned = false;
            return;
        }
        switch (retention.overflow()) {
            case REFUSE -> throw CommitFailures.refused(
                    ErrorCode.IDEMPOTENCY_OVERFLOW,
                    known + " keys of the last " + retention.keepSequences() + " sequences are remembered, and at most "
                            + retention.maxKeys() + " may be (keyRetention)");
            case WARN -> warn(known);
        }
    }

    private void warn(long known) {
        if (!warned) {
            warned = true; // once, until there was room again
            LOG.warn("{} idempotency keys are remembered, more than the {} that are meant to be: all of them are of the"
                    + " last {} sequences", known, retention.maxKeys(), retention.keepSequences());
        }
    }
}
