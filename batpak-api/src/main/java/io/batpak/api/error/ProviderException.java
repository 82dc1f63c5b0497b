package io.batpak.api.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin is missing, doubled or broken: add it to the path, or choose another. */
public final class ProviderException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final String wanted;
    private final transient List<String> available;

    /** Makes an exception that names what was wanted and what there is. */
    public ProviderException(String wanted, List<String> available, String message, @Nullable Throwable cause) {
        super(ErrorCode.PROVIDER_UNAVAILABLE, message, cause);
        this.wanted = wanted;
        this.available = List.copyOf(available);
    }

    /** Returns what was looked for. */
    public String wanted() {
        return wanted;
    }

    /** Returns what is there instead. */
    public List<String> available() {
        return available;
    }
}
