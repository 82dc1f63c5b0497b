package io.batpak.api.read;

/** What becomes of a subscription when an event of its region finds its queue full. The writer waits in no case. */
public enum Overflow {
    /** It ends, with the first sequence that was lost. */
    CUT_OFF,
    /** It stays and misses that event; the next one that finds room says how many it missed, and from where. */
    SKIP
}
