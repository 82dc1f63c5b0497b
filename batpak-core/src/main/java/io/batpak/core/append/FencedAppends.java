package io.batpak.core.append;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.core.append.AppendCommand.Purpose;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A producer's handle of a visibility fence: it only hands requests in, the writer decides (J-9). */
final class FencedAppends implements VisibilityFence {
    private final UUID token;
    private final Appends appends;
    private final WriterDriver driver;
    private volatile boolean ended;

    FencedAppends(UUID token, Appends appends, WriterDriver driver) {
        this.token = token;
        this.appends = appends;
        this.driver = driver;
    }

    /** Begins it. If nobody knows whether that came to be, it ends at once: nothing is left that nobody can end. */
    void begin() {
        try {
            ask(Purpose.BEGIN_FENCE);
        } catch (OutcomeUnknownException e) {
            driver.cancelLater(token);
            throw e;
        }
    }

    @Override
    public CompletableFuture<AppendReceipt> submit(AppendRequest request) {
        return appends.submit(request, token);
    }

    @Override
    public CompletableFuture<List<AppendReceipt>> submitBatch(List<AppendRequest> requests) {
        return appends.submitBatch(requests, token);
    }

    @Override
    public void commit() {
        ask(Purpose.COMMIT_FENCE);
        ended = true;
    }

    @Override
    public void cancel() {
        try {
            ask(Purpose.CANCEL_FENCE);
        } catch (OutcomeUnknownException | StoreUnavailableException e) {
            // whatever became of the request: nobody else commits it, so it is hidden
        }
        ended = true;
    }

    private void ask(Purpose purpose) {
        AppendCommand command = AppendCommand.fence(purpose, token, null);
        driver.execute(command);
        command.receipts();
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            driver.cancelLater(token);
        }
    }

    @Override
    public String toString() {
        return "VisibilityFence[" + token + "]";
    }
}
