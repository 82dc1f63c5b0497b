package io.batpak.api.append;

/**
 * Where a frame lay when it was written: a hint, and no part of what a receipt proves.
 *
 * @param segment the segment's id
 * @param offset where the frame begins, in bytes from the start of the segment
 * @param length the length of the frame in bytes
 */
public record DiskPosition(long segment, long offset, int length) {}
