package io.batpak.core.segment;

/**
 * Where a frame is going to lie.
 *
 * @param sum the check sums of its segment
 * @param offset where it begins
 * @param forced up to where the segment is known to be forced
 */
public record FramePlace(FrameSum sum, long offset, long forced) {}
