package io.batpak.cli.append;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.BatpakException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Hands in one parcel after the other, each when the one before it is committed and told. */
public final class OneByOne {
    private final Store store;
    private final Intake intake;
    private final Journal journal;

    /** Makes the work. */
    public OneByOne(Store store, Intake intake, Journal journal) {
        this.store = store;
        this.intake = intake;
        this.journal = journal;
    }

    /** Works until the input ends, or something fails and nothing may follow. */
    public void run() throws IOException {
        boolean goOn = true;
        while (goOn) {
            Optional<Parcel> next = intake.next();
            if (next.isEmpty()) {
                return;
            }
            goOn = switch (next.get()) {
                case Parcel.Bad bad -> journal.tell(bad.failure());
                case Parcel.Single single -> append(single);
                case Parcel.Batch batch -> append(batch);
            };
            journal.flush();
        }
    }

    private boolean append(Parcel.Single single) {
        AppendReceipt receipt;
        try {
            receipt = store.append(single.request());
        } catch (BatpakException | IllegalArgumentException e) {
            return journal.tell(e, List.of(single.line()));
        }
        journal.print(receipt);
        return true;
    }

    private boolean append(Parcel.Batch batch) {
        List<AppendReceipt> receipts;
        try {
            receipts = store.appendBatch(batch.requests());
        } catch (BatpakException | IllegalArgumentException e) {
            return journal.tell(e, batch.lines());
        }
        receipts.forEach(journal::print);
        return true;
    }
}
