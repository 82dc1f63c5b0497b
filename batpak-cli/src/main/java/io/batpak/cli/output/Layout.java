package io.batpak.cli.output;

/** How JSON is laid out. */
public enum Layout {
    /** One object a line, for programs. */
    LINES,
    /** Indented, for people. */
    PRETTY
}
