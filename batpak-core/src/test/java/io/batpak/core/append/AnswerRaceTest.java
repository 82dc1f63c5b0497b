package io.batpak.core.append;

import io.batpak.testkit.FakeClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No answer is lost on whoever is just about to wait for it (W-090). With threads that race, and not as an exploration of
 * interleavings: a thread that parks by itself may be woken for no reason in these, which would hide a wake-up too few.
 */
@Timeout(60)
class AnswerRaceTest {
    private static final int ANSWERS = 100_000;

    private final AtomicReference<AppendCommand> asked = new AtomicReference<>();

    @Test // W-090
    void await_besideTheAnswer_endsWithIt() throws Exception {
        CompletableFuture<Void> allSeen = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(this::answer);
        Thread.ofPlatform().daemon().start(() -> {
            askAndWait();
            allSeen.complete(null);
        });
        allSeen.get(30, TimeUnit.SECONDS);
    }

    private void askAndWait() {
        FakeClock stopped = new FakeClock();
        for (int i = 0; i < ANSWERS; i++) {
            AppendCommand command = AppendCommand.force(null);
            asked.set(command);
            command.await(Long.MAX_VALUE, stopped);
        }
    }

    private void answer() {
        for (int i = 0; i < ANSWERS; i++) {
            AppendCommand command = asked.getAndSet(null);
            while (command == null) {
                Thread.onSpinWait();
                command = asked.getAndSet(null);
            }
            command.committed(true);
            command.complete();
        }
    }
}
