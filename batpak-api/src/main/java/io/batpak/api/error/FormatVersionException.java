package io.batpak.api.error;

/** A file has a format that this version of the library does not read: use another version. */
public final class FormatVersionException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String found;
    private final String readable;

    /** Makes an exception that names both sides. */
    public FormatVersionException(String file, String found, String readable) {
        super(
                ErrorCode.FORMAT_UNSUPPORTED,
                file + " has format " + found + "; this library reads " + readable
                        + ". Open the store with the version of the library that wrote it.",
                null);
        this.file = file;
        this.found = found;
        this.readable = readable;
    }

    /** Returns the name of the file, inside the store's directory. */
    public String file() {
        return file;
    }

    /** Returns the version that was found. */
    public String found() {
        return found;
    }

    /** Returns the versions that this library reads. */
    public String readable() {
        return readable;
    }
}
