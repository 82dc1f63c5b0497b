package io.batpak.api.read;

import io.batpak.api.event.Lane;

/**
 * How far the events of one lane have come. A watermark is one more than the sequence of the lane's newest event that has
 * come so far, and 0 before the first. Applied is the exception: consumers work on all lanes, so it is the lesser of
 * what the lane shows and what they have applied.
 */
public interface LaneFrontier extends Progress {
    /** Returns the lane. */
    Lane lane();
}
