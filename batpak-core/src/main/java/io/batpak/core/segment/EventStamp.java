package io.batpak.core.segment;

/**
 * What the holder of the writer role decides about an event.
 *
 * @param sequence its place in the commit order
 * @param revision its place in the chain
 * @param lane which chain of the entity
 * @param time µs since 1970
 * @param previousLink the link of its predecessor; not copied
 */
public record EventStamp(long sequence, long revision, long lane, long time, byte[] previousLink) {}
