package io.batpak.core.check;

/**
 * What is known of a segment before it is walked.
 *
 * @param name its file
 * @param header its header
 * @param isHeaderSound false if the header was reported as damaged
 * @param isLast false if there is, or was, a later one
 * @param witness up to where it was forced, as far as other files say that
 * @param logEnd where a clean close says that the log ends; else Long.MAX_VALUE
 * @param nextSequence what comes after the segment; {@link Findings#UNKNOWN} if that is not known
 */
record SegmentExtent(
        String name,
        HeaderImage header,
        boolean isHeaderSound,
        boolean isLast,
        long witness,
        long logEnd,
        long nextSequence) {}
