package io.batpak.api.error;

import io.batpak.api.append.AppendReceipt;
import java.util.List;

/**
 * The events are committed and can be read; what was to follow failed, and the cause says what (J-19). Do not repeat the
 * append: go on from the receipts.
 */
public final class CommittedException extends BatpakException {
    private static final long serialVersionUID = 1;

    private final transient List<AppendReceipt> receipts;

    /** Makes an exception that hands the receipts over, in order of the request. */
    public CommittedException(String message, Throwable cause, List<AppendReceipt> receipts) {
        super(ErrorCode.COMMITTED, message, cause);
        this.receipts = List.copyOf(receipts);
    }

    /** Returns the receipts, in order of the request. */
    public List<AppendReceipt> receipts() {
        return receipts;
    }
}
