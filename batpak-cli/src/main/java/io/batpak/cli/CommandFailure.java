package io.batpak.cli;

import io.batpak.cli.output.Failure;

/** Ends a command with a failure that no other exception stands for. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    CommandFailure(int status, String code, String message) {
        super(message);
        this.failure = new Failure(status, code, message);
    }

    Failure failure() {
        return failure;
    }
}
