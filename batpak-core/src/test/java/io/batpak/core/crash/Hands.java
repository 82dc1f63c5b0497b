package io.batpak.core.crash;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.SteppedExecutor;
import java.util.SplittableRandom;

/**
 * An executor without threads: the turns of workers that are held back run when a script says so, so that requests queue
 * up to a group; those of the others run at once.
 */
public final class Hands implements StoreExecutor {
    private final InlineExecutor inline = new InlineExecutor();
    private final SteppedExecutor stepped = new SteppedExecutor();
    private final Setup.Held held;

    public Hands(Setup.Held held) {
        this.held = held;
    }

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        return isHeld(name) ? stepped.start(name, stackBytes, task) : inline.start(name, stackBytes, task);
    }

    private boolean isHeld(String name) {
        return held == Setup.Held.ALL || name.startsWith("batpak-writer-")
                || held == Setup.Held.HELPER && name.startsWith("batpak-helper-");
    }

    /** Runs whatever was held back. */
    public void run() {
        stepped.runAll();
    }

    /** Lets chance decide who takes a turn of those who want one, and in which order. */
    void runSome(SplittableRandom chance) {
        for (int turns = chance.nextInt(4); turns > 0; turns--) {
            stepped.step(stepped.workers().get(chance.nextInt(stepped.workers().size())));
        }
    }

    /** Lets the delays pass that workers asked for. */
    void runDelayed() {
        inline.runDelayed();
        stepped.runDelayed();
    }
}
