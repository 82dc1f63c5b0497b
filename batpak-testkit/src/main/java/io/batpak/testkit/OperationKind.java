package io.batpak.testkit;

/** What can be asked of a file system. */
public enum OperationKind {
    /** A directory was opened; made, where it was not there. */
    OPEN_DIRECTORY(false),
    /** The entries of a directory were read. */
    LIST(false),
    /** A file was opened. */
    OPEN(false),
    /** Bytes were read, through a file or a view. */
    READ(false),
    /** A view was asked for. */
    VIEW(false),
    /** A file was created. */
    CREATE(true),
    /** Bytes were written. */
    WRITE(true),
    /** A range was made zero. */
    ZERO(true),
    /** A file was cut. */
    TRUNCATE(true),
    /** A file was forced. */
    FORCE(true),
    /** A file was given another name, in place of what had it. */
    REPLACE(true),
    /** A name was removed. */
    DELETE(true),
    /** The names of a directory were forced. */
    FORCE_DIRECTORY(true),
    /** A lock was asked for. */
    LOCK(true);

    private final boolean changing;

    OperationKind(boolean changing) {
        this.changing = changing;
    }

    /** Returns true if it changes or forces something: these are what a power cut falls between. */
    public boolean isChanging() {
        return changing;
    }
}
