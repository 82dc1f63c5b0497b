package io.batpak.core.frontier;

import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Frontier;
import io.batpak.api.read.LaneFrontier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All points at one moment.
 *
 * @param lanes those in use, by number
 * @param pendingMillis for how long the oldest event has been waiting to become durable; negative if all are
 */
record FrontierView(Marks marks, List<LaneFrontier> lanes, long pendingMillis) implements Frontier {
    @Override
    public long at(Watermark watermark) {
        return marks.at(watermark);
    }

    @Override
    public LaneFrontier lane(Lane lane) {
        for (LaneFrontier known : lanes) {
            if (known.lane().equals(lane)) {
                return known;
            }
        }
        return new LaneView(lane, Marks.ORIGIN);
    }

    @Override
    public Optional<Duration> oldestPendingWriteAge() {
        return pendingMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(pendingMillis));
    }
}
