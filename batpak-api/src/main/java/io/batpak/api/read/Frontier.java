package io.batpak.api.read;

import io.batpak.api.event.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How far the store has come, as a whole and lane by lane, all of it at the same moment (FRN-6). */
public interface Frontier extends Progress {
    /** Returns the lanes in use, by number; lane 0 alone while nothing was appended. */
    List<LaneFrontier> lanes();

    /** Returns how far a lane has come; nowhere if nothing was appended to it. */
    LaneFrontier lane(Lane lane);

    /**
     * Returns for how long, in whole milliseconds, the oldest event that is not durable has been waiting for that; empty
     * if all are.
     */
    Optional<Duration> oldestPendingWriteAge();
}
