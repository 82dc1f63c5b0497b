package io.batpak.core.append;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.core.frontier.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the writer still writes. Poison and closing are one-way (POI-01). */
public final class WriterState {
    private static final Logger LOG = LoggerFactory.getLogger(WriterState.class);

    private final Watermarks watermarks;
    private final List<Runnable> whenPoisoned = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable poison;
    private volatile boolean closed;

    /** Makes one that ends the watermarks if it comes to that. */
    public WriterState(Watermarks watermarks) {
        this.watermarks = watermarks;
    }

    /** Runs it once, when the writer is poisoned; it must not wait. */
    public void whenPoisoned(Runnable action) {
        whenPoisoned.add(action);
    }

    /** Refuses everything from now on: nothing is certain about the end of the log. */
    void poison(String what, Throwable cause) {
        if (poison == null) {
            poison = cause;
            LOG.error("The writer is poisoned: {}. Reads go on; reopen the store to write again.", what, cause); // LOG-1
            watermarks.end(() -> new StoreUnavailableException(
                    ErrorCode.STORE_POISONED,
                    "The writer stopped after a failure (" + cause.getMessage()
                            + "): what is awaited cannot come any more. Mend what failed and reopen the store.",
                    cause));
            whenPoisoned.forEach(Runnable::run);
        }
    }

    /** Refuses everything from now on: the store is closed. */
    void close() {
        closed = true;
        watermarks.end(() -> new StoreUnavailableException(
                ErrorCode.STORE_CLOSED,
                "The store is closed: what is awaited cannot come any more. Open it again.", null));
    }

    public boolean isPoisoned() {
        return poison != null;
    }

    /** Returns what poisoned the writer, if something did. */
    Optional<Throwable> cause() {
        return Optional.ofNullable(poison);
    }

    /** Returns the refusal to give; null while the writer writes. */
    @Nullable
    StoreUnavailableException refusal() {
        Throwable cause = poison;
        if (cause != null) {
            return new StoreUnavailableException(
                    ErrorCode.STORE_POISONED,
                    "The writer stopped after a failure (" + cause.getMessage()
                            + "); nothing of this request was written. Mend what failed and reopen the store.",
                    cause);
        }
        return closed ? closedRefusal() : null;
    }

    static StoreUnavailableException closedRefusal() {
        return new StoreUnavailableException(
                ErrorCode.STORE_CLOSED, "The store is closed; nothing of this request was written. Open it again.",
                null);
    }
}
