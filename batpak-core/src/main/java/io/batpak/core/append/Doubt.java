package io.batpak.core.append;

/** What an unexpected failure leaves uncertain. */
enum Doubt {
    /** Nothing: not a byte of the group is written, or it can be seen. */
    NONE,
    /** What lies behind the end of the log. */
    LOG,
    /** What the index says. */
    INDEX
}
