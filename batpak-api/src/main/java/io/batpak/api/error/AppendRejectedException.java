package io.batpak.api.error;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * An append was refused: look, decide, try again. It left no trace in the log, but for what was appended through a
 * visibility fence that was not committed ({@link ErrorCode#VISIBILITY_FENCE_CANCELLED}), which nobody ever sees.
 */
public final class AppendRejectedException extends BatpakException {
    private static final long serialVersionUID = 1;
    private static final int NO_ITEM = -1;

    /** How far a batch had come. */
    public enum Stage {
        /** Its arguments were checked, on the caller's thread. */
        VALIDATE,
        /** It was weighed against the state of the store. */
        ADMIT,
        /** Its bytes were being written; they were removed again. */
        WRITE
    }

    private final transient Rejection rejection;
    private final Stage stage;
    private final int itemIndex;

    /** Makes the refusal of a single append. */
    public AppendRejectedException(Rejection rejection, Stage stage) {
        this(rejection, stage, NO_ITEM);
    }

    /** Makes the refusal of a batch because of one of its items, counted from 0. */
    public AppendRejectedException(Rejection rejection, Stage stage, int itemIndex) {
        super(rejection.code(), text(rejection, itemIndex), null);
        this.rejection = rejection;
        this.stage = Objects.requireNonNull(stage);
        this.itemIndex = itemIndex;
    }

    /** Returns why. */
    public Rejection rejection() {
        return rejection;
    }

    /** Returns how far the request had come. */
    public Stage stage() {
        return stage;
    }

    /** Returns the index of the item of a batch that is at fault, if one is. */
    public OptionalInt itemIndex() {
        return itemIndex < 0 ? OptionalInt.empty() : OptionalInt.of(itemIndex);
    }

    private static String text(Rejection rejection, int itemIndex) {
        return itemIndex < 0 ? rejection.describe() : "item " + itemIndex + " of the batch: " + rejection.describe();
    }
}
