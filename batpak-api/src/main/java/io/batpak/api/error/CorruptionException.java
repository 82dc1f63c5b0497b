package io.batpak.api.error;

import java.util.OptionalLong;

/** Bytes are not what the store wrote: stop trusting them, run the check, restore or salvage. */
public final class CorruptionException extends BatpakException {
    private static final long serialVersionUID = 1;
    private static final long UNKNOWN = -1;

    private final String file;
    private final long offset;
    private final long sequence;

    /** Makes an exception about a place in a file. */
    public CorruptionException(ErrorCode code, String file, long offset, String message) {
        this(code, file, offset, UNKNOWN, message);
    }

    /** Makes an exception about a place in a file that holds the event of a sequence. */
    public CorruptionException(ErrorCode code, String file, long offset, long sequence, String message) {
        super(code, message, null);
        this.file = file;
        this.offset = offset;
        this.sequence = sequence;
    }

    /** Returns the name of the file, inside the store's directory. */
    public String file() {
        return file;
    }

    /** Returns where the damaged unit begins, in bytes from the start of the file: at or before the damaged byte. */
    public long offset() {
        return offset;
    }

    /** Returns the sequence of the event that is lost, if it is known. */
    public OptionalLong sequence() {
        return sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }
}
