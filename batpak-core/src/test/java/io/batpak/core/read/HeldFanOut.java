package io.batpak.core.read;

import io.batpak.api.spi.StoreExecutor;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.SteppedExecutor;
import java.util.List;

/** An executor without threads: the fan-out gets its turns when a test says so, all others theirs at once. */
final class HeldFanOut implements StoreExecutor {
    static final String NAME = "batpak-fanout-";

    private final InlineExecutor inline = new InlineExecutor();
    private final SteppedExecutor stepped = new SteppedExecutor();

    @Override
    public Worker start(String name, long stackBytes, Task task) {
        return name.startsWith(NAME) ? stepped.start(name, stackBytes, task) : inline.start(name, stackBytes, task);
    }

    /** Lets the fan-out do what it was woken for; returns how many turns that took. */
    int deliver() {
        return stepped.runAll();
    }

    /** Returns the names of the fan-out workers that were started. */
    List<String> started() {
        return stepped.workers();
    }
}
