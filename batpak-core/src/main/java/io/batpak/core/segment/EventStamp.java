package io.batpak.core.segment;

/** What the holder of the writer role decides about an event. */
public class EventStamp {
    /** Its place in the commit order. */
    public long sequence;
    /** Its place in the chain. */
    public long revision;
    /** µs since 1970. */
    public long time;
    /** Which chain of the entity; the caller's choice, but a part of what is linked. */
    public final long lane;

    protected EventStamp(long lane) {
        this.lane = lane;
    }
}
