package io.batpak.core.append;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a full disk from a broken one: only the message says which, on every platform another. */
public final class OutOfSpace {
    private OutOfSpace() {}

    /** Returns true if space ran out, or a quota. */
    public static boolean caused(IOException failure) {
        for (@Nullable
        Throwable t = failure; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("quota exceeded")
                    || message.contains("not enough space")) {
                return true;
            }
        }
        return false;
    }
}
