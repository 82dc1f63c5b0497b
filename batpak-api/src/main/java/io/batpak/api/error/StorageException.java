package io.batpak.api.error;

/** The file system failed: mend the disk, then reopen. Nothing of the request was kept. */
public final class StorageException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final boolean poisoned;

    /** Makes an exception; the cause is the file system's own. */
    public StorageException(ErrorCode code, String message, Throwable cause, boolean poisoned) {
        super(code, message, cause);
        this.poisoned = poisoned;
    }

    /** Returns true if space ran out. */
    public boolean outOfSpace() {
        return code() == ErrorCode.STORAGE_FULL;
    }

    /** Returns true if the writer refuses everything until the store is reopened. */
    public boolean writerPoisoned() {
        return poisoned;
    }
}
