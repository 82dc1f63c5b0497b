package io.batpak.cli.demo;

import java.util.List;

/** A history of commits, oldest first. */
interface History {
    /** Returns what it is called; it becomes the scope of all events. */
    String name();

    /** Returns where it comes from, for people. */
    String origin();

    /** Returns the commits. */
    List<Commit> commits();
}
