package io.batpak.core.append;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.Rejection;
import io.batpak.api.error.StorageException;
import java.io.IOException;

/** What the callers of a commit are told that went wrong: what is kept, and what to do about it. */
final class CommitFailures {
    private CommitFailures() {}

    static OutcomeUnknownException unknown(AppendCommand command, IOException cause) {
        return new OutcomeUnknownException(
                "The events may or may not be committed: the medium failed while they were being written ("
                        + cause.getMessage()
                        + "). Reopen the store, then look their ids up or repeat the request with its keys.",
                cause,
                command.ids(),
                command.keys(),
                true);
    }

    static StorageException undone(String what, IOException cause) {
        boolean full = OutOfSpace.caused(cause);
        return new StorageException(
                full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                what + " (" + cause.getMessage() + "); nothing of the request was kept. "
                        + (full ? "Make space, then try again." : "Mend the medium, then try again."),
                cause,
                false);
    }

    static StorageException poisoned(IOException cause) {
        return new StorageException(
                ErrorCode.STORAGE_FAILED,
                cause.getMessage() + ". Nothing of this request was kept; mend the medium and reopen the store.",
                cause,
                true);
    }

    static AppendRejectedException refused(ErrorCode code, String why) {
        return new AppendRejectedException(new Rejection.Refused(code, why), Stage.ADMIT);
    }

    static StorageException writerFailed(Throwable why) {
        return new StorageException(
                ErrorCode.WRITER_FAILED,
                "The writer failed unexpectedly (" + why
                        + ") before it wrote anything; nothing of the request was kept."
                        + " Try again; if it stays so, report what the log of the application says.",
                why,
                false);
    }

    static OutcomeUnknownException writerFailed(AppendCommand command, Throwable why, boolean poisoned) {
        return new OutcomeUnknownException(
                "The writer failed unexpectedly (" + why + "); the events may or may not be committed."
                        + " Look their ids up, or repeat the request with its keys.",
                why,
                command.ids(),
                command.keys(),
                poisoned);
    }
}
