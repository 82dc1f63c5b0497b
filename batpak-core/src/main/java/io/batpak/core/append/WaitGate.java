package io.batpak.core.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.CommittedException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.error.WaitTimeoutException;
import io.batpak.api.event.Watermark;
import io.batpak.core.frontier.FrontierWaits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an append waits for once it is committed: a watermark of the whole store that covers its events (FRN-14). */
public final class WaitGate {
    private final FrontierWaits waits;
    private final Watermark watermark;
    private final Duration timeout;

    /** Makes one; before anything is appended. */
    public WaitGate(FrontierWaits waits, Watermark watermark, Duration timeout) {
        FrontierWaits.require(0, timeout);
        this.waits = waits;
        this.watermark = java.util.Objects.requireNonNull(watermark);
        this.timeout = timeout;
    }

    /** Waits for what these receipts are about. An interrupt does not end the wait, as with any append. */
    List<AppendReceipt> await(List<AppendReceipt> receipts) {
        if (receipts.isEmpty()) {
            return receipts;
        }
        try {
            long bound = receipts.get(receipts.size() - 1).sequence() + 1; // J-41
            waits.awaitThroughInterrupts(watermark, bound, timeout);
        } catch (WaitTimeoutException | StoreUnavailableException e) {
            throw new CommittedException( // J-19
                    "The events are committed, and the " + watermark + " watermark does not cover them: "
                            + e.getMessage()
                            + " Do not repeat the append; its receipts are in this exception.",
                    e,
                    receipts);
        }
        return watermark == Watermark.DURABLE ? forced(receipts) : receipts;
    }

    private static List<AppendReceipt> forced(List<AppendReceipt> receipts) {
        List<AppendReceipt> forced = new ArrayList<>(receipts.size());
        for (AppendReceipt receipt : receipts) {
            forced.add(receipt instanceof Receipt known ? known.forced() : receipt);
        }
        return forced;
    }
}
