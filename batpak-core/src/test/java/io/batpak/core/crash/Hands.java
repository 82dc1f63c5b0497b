package io.batpak.core.crash;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.SteppedExecutor;

/**
 * An executor without threads: the writer's turns run when a script says so, so that requests queue up to a group; the
 * helper's turns run at once, or are held back too; answers are delivered at once.
 */
final class Hands implements StoreExecutor {
    private final InlineExecutor inline = new InlineExecutor();
    private final SteppedExecutor stepped = new SteppedExecutor();
    private final boolean helperHeld;

    Hands(boolean helperHeld) {
        this.helperHeld = helperHeld;
    }

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        boolean held = name.startsWith("batpak-writer-") || (helperHeld && name.startsWith("batpak-helper-"));
        return held ? stepped.start(name, stackBytes, task) : inline.start(name, stackBytes, task);
    }

    /** Runs whatever was held back. */
    void run() {
        stepped.runAll();
    }

    /** Lets the delays pass that workers asked for. */
    void runDelayed() {
        inline.runDelayed();
        stepped.runDelayed();
    }
}
