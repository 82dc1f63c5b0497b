package io.batpak.testkit;

import java.util.List;

/**
 * What a crash may choose from.
 *
 * @param operations the numbers of all operations whose change is not forced, in order
 * @param writes those among the changes that write bytes, in order
 */
record Unforced(List<Long> operations, List<ByteChange> writes) {
    /** Returns the number of the {@code count}-th of them, or 0 for none. */
    long operation(int count) {
        int reached = Math.min(count, operations.size());
        return reached == 0 ? 0 : operations.get(reached - 1);
    }
}
