package io.batpak.testkit;

import java.util.Map;

/**
 * A change of names that was not forced yet; it happens as a whole or not at all.
 *
 * @param operation the operation that made it
 * @param removed the name that goes; empty if none does
 * @param added the name that comes, in place of what had it; empty if none does
 * @param inode the file that it is about
 */
record NameChange(long operation, String removed, String added, Inode inode) {
    void applyTo(Map<String, Inode> names) {
        if (!removed.isEmpty()) {
            names.remove(removed);
        }
        if (!added.isEmpty()) {
            names.put(added, inode);
        }
    }
}
