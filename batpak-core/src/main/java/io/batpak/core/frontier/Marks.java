package io.batpak.core.frontier;

import io.batpak.api.event.Watermark;
import io.batpak.api.read.Progress;

/** The points of a store or of a lane at one moment. */
record Marks(long accepted, long written, long durable, long visible, long applied) implements Progress {
    static final Marks ORIGIN = new Marks(0, 0, 0, 0, 0);

    @Override
    public long at(Watermark watermark) {
        return switch (watermark) {
            case ACCEPTED -> accepted;
            case WRITTEN -> written;
            case DURABLE -> durable;
            case VISIBLE, EMITTED -> visible;
            case APPLIED -> applied;
        };
    }
}
