package io.batpak.core.frontier;

import io.batpak.api.event.Lane;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.LaneFrontier;

/** The points of a lane at one moment. */
record LaneView(Lane lane, Marks marks) implements LaneFrontier {
    @Override
    public long at(Watermark watermark) {
        return marks.at(watermark);
    }
}
