package io.batpak.core.crash;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.BatpakException;
import io.batpak.testkit.SimulatedPowerCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What was handed in and is not waited for, in that order. */
final class InFlight {
    /** Notes a failure in the attempt and throws it on. */
    interface Noting {
        List<AppendReceipt> answered(Attempt attempt, Supplier<List<AppendReceipt>> answer);
    }

    private record One(Attempt attempt, CompletableFuture<List<AppendReceipt>> answer) {}

    private final List<One> all = new ArrayList<>();
    private final Noting noting;

    InFlight(Noting noting) {
        this.noting = noting;
    }

    void add(Attempt attempt, CompletableFuture<List<AppendReceipt>> answer) {
        all.add(new One(attempt, answer));
    }

    /** Takes the answers that have come; returns the last of the failures. */
    Optional<BatpakException> take(BiConsumer<Attempt, List<AppendReceipt>> accept) {
        BatpakException failure = null;
        for (One one : List.copyOf(all)) {
            if (one.answer.isDone()) {
                all.remove(one);
                try {
                    accept.accept(one.attempt, noting.answered(one.attempt, () -> result(one.answer)));
                } catch (BatpakException e) {
                    failure = e;
                }
            }
        }
        return Optional.ofNullable(failure);
    }

    private static <T> T result(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Throws if an answer is missing: only what was handed in through a fence that is open may wait. */
    void requireAnswered(boolean fenceIsOpen) {
        if (all.stream().anyMatch(one -> one.attempt.fence == 0 || !fenceIsOpen)) {
            throw new SimulatedPowerCut("no answer came");
        }
    }
}
