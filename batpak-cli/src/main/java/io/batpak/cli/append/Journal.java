package io.batpak.cli.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.ExitStatus;
import io.batpak.cli.output.Failure;
import io.batpak.cli.output.JsonLines;
import java.util.List;
import java.util.OptionalInt;

/**
 * What has been told so far: receipts on one stream, failures on the other. Remembers the first failure, which decides
 * what the command ends with. Belongs to one thread.
 */
public final class Journal {
    private final EventPrinter receipts;
    private final JsonLines failures;
    private final boolean keepGoing;
    private int status = ExitStatus.OK;

    /**
     * Makes a journal.
     *
     * @param keepGoing whether a failure that concerns one request lets others follow
     */
    public Journal(EventPrinter receipts, JsonLines failures, boolean keepGoing) {
        this.receipts = receipts;
        this.failures = failures;
        this.keepGoing = keepGoing;
    }

    /** Returns what the command ends with, as far as is known. */
    public int status() {
        return status;
    }

    /** Returns true if a failure that concerns one request lets others follow; may be asked on any thread. */
    boolean keepsGoing() {
        return keepGoing;
    }

    void print(AppendReceipt receipt) {
        receipts.print(receipt);
    }

    void flush() {
        receipts.flush();
    }

    /** Tells a failure; returns true if others may follow. */
    boolean tell(Failure failure) {
        flush();
        failure.print(failures);
        if (status == ExitStatus.OK) {
            status = failure.status();
        }
        return keepGoing;
    }

    /** Tells why a parcel was not committed; returns true if others may follow. */
    boolean tell(Throwable thrown, List<Long> lines) {
        boolean goOn = tell(locate(thrown, lines));
        return goOn && Failure.concernsOneRequest(thrown);
    }

    private static Failure locate(Throwable thrown, List<Long> lines) {
        Failure failure = Failure.of(thrown);
        if (lines.size() == 1) {
            return failure.at(lines.get(0));
        }
        OptionalInt item = thrown instanceof AppendRejectedException e ? e.itemIndex() : OptionalInt.empty();
        if (item.isPresent() && item.getAsInt() < lines.size()) {
            return failure.at(lines.get(item.getAsInt()));
        }
        String where = "the batch of lines " + lines.get(0) + " to " + lines.get(lines.size() - 1) + ": ";
        return new Failure(failure.status(), failure.code(), failure.line(), where + failure.message());
    }
}
