package io.batpak.core.append;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.core.time.ThreadExecutor;
import io.batpak.testkit.SteppedExecutor;

/** An executor with real threads for all but the helper, which never gets a turn: whatever is forced, commits force. */
final class QuietHelper implements StoreExecutor {
    private final ThreadExecutor threads = new ThreadExecutor();
    private final SteppedExecutor stepped = new SteppedExecutor();
    private final boolean writerHeld;

    QuietHelper() {
        this(false);
    }

    private QuietHelper(boolean writerHeld) {
        this.writerHeld = writerHeld;
    }

    /** Returns one in which the writer thread gets no turn either, so that what is submitted stays queued. */
    static QuietHelper andWriter() {
        return new QuietHelper(true);
    }

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        boolean held = name.startsWith("batpak-helper-") || writerHeld && name.startsWith("batpak-writer-");
        return held ? stepped.start(name, stackBytes, task) : threads.start(name, stackBytes, task);
    }

    /** Lets the writer do what is queued, on this thread. */
    void runWriter() {
        stepped.runAll();
    }
}
