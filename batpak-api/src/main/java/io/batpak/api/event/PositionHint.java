package io.batpak.api.event;

/**
 * Where the caller places an event in its own graph of branches. The store keeps lane and depth and interprets nothing
 * but the lane (W-011).
 *
 * @param lane the branch
 * @param depth how deep the branch is, 0 to 4,294,967,295
 */
public record PositionHint(Lane lane, long depth) {
    /** Lane 0 at depth 0. */
    public static final PositionHint MAIN = new PositionHint(Lane.MAIN, 0);

    private static final long MAX_DEPTH = 0xffff_ffffL;

    /**
     * Checks the depth.
     *
     * @throws IllegalArgumentException unless it is 0 to 4,294,967,295
     */
    public PositionHint {
        if (depth < 0 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("depth " + depth + " is outside 0 to " + MAX_DEPTH);
        }
    }

    /** Returns the hint for the first event of a branch off this position: one level deeper, saturating (W-012). */
    public PositionHint branchRoot(Lane branch) {
        return new PositionHint(branch, Math.min(depth + 1, MAX_DEPTH));
    }
}
