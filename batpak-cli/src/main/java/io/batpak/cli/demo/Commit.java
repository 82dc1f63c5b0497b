package io.batpak.cli.demo;

import java.util.List;

/**
 * One step of a history.
 *
 * @param author who committed
 * @param committed what
 * @param files what became of each file
 */
record Commit(String author, Committed committed, List<Touched> files) {
    /**
     * A file that a commit changed.
     *
     * @param path where it lies
     * @param changed what became of it
     */
    record Touched(String path, FileChanged changed) {}

    /** Copies the list. */
    Commit {
        files = List.copyOf(files);
    }
}
