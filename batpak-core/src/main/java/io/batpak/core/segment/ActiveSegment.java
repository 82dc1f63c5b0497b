package io.batpak.core.segment;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment that is being written: it knows where the next frame goes, up to where it was forced, and what its seal
 * record will say. Belongs to the holder of the writer role.
 */
public final class ActiveSegment {
    private final SegmentHeader header;
    private final StoreFile file;
    private final FramePlace place;
    private final FrameTable frames;
    private final long zerosTo;
    private final long capacity;
    private volatile long end; // the helper looks at it
    private volatile long forced;

    /**
     * Takes over a segment whose frames end at {@code end} and are forced.
     *
     * @param frames the frames that are in it
     * @param zerosTo up to where the file is filled with zeros ahead of the frames; not beyond {@code end} if it grows
     * @param capacity how large the segment may become, its seal record included
     */
    public ActiveSegment(
            SegmentHeader header, StoreFile file, FrameTable frames, long end, long zerosTo, long capacity) {
        this.header = header;
        this.file = file;
        this.place = new FramePlace(new FrameSum(header.salt()));
        this.frames = frames;
        this.zerosTo = zerosTo;
        this.capacity = capacity;
        this.end = end;
        this.forced = end;
    }

    public SegmentHeader header() {
        return header;
    }

    public StoreFile file() {
        return file;
    }

    public long end() {
        return end;
    }

    public long forced() {
        return forced;
    }

    public long capacity() {
        return capacity;
    }

    /** Returns the frames that are in it. */
    public FrameTable frames() {
        return frames;
    }

    public boolean isEmpty() {
        return frames.count() == 0;
    }

    /** Returns true if this much more fits, with a seal record behind it; an empty segment takes whatever comes. */
    public boolean hasRoomFor(long bytes, int moreFrames) {
        return isEmpty()
                || end + bytes + SealRecord.lengthFor(frames.count() + moreFrames) <= capacity;
    }

    /** Returns where a frame is going to lie that comes {@code ahead} bytes behind the written ones; until the next. */
    public FramePlace place(int ahead) {
        return place.moveTo(end + ahead, forced);
    }

    /** Notes a frame that was laid out at {@code at} in {@code b} and is going to be written behind the others. */
    public void note(byte[] b, int at) {
        frames.add(b, at, end + at);
    }

    public int frameCount() {
        return frames.count();
    }

    /** Forgets the frames that were noted since there were {@code count}. */
    public void forgetTo(int count) {
        frames.cutTo(count);
    }

    /** Forgets what may have been written behind an earlier end; the file still has it. */
    public void retreatTo(long earlierEnd, int count) {
        end = earlierEnd;
        frames.cutTo(count);
    }

    /** Hands bytes to the operating system behind what is there. If it fails, {@link #rollBack} must follow. */
    public void write(ByteBuffer frames) throws IOException {
        long at = end;
        int length = frames.remaining();
        file.write(at, frames);
        end = at + length;
    }

    /**
     * Removes what a failed write may have left behind the end, and forces that (J-3). If this fails too, nothing is
     * certain about the segment.
     */
    public void rollBack(int attempted) throws IOException {
        file.truncate(Math.max(end, zerosTo));
        long zeroEnd = Math.min(end + attempted, Math.min(zerosTo, file.length()));
        if (zeroEnd > end) {
            file.zeroTo(end, zeroEnd);
        }
        file.force(ForceMode.ALL);
    }

    /** Makes everything written so far durable. A failure is final. */
    public void force(ForceMode mode) throws IOException {
        long upTo = end; // J-6: captured before the force
        file.force(mode);
        forced = upTo;
    }

    /** Writes the seal record behind the last frame and cuts the file there; not yet forced. */
    public SealRecord writeSeal(long nextSequence, HashProvider hash) throws IOException {
        byte[] seal = SealRecord.encode(frames, header.firstSequence(), nextSequence, place(0), hash);
        file.write(end, ByteBuffer.wrap(seal));
        file.truncate(end + seal.length);
        return SealRecord.decode(seal, 0, end);
    }

    /** Returns how many bytes the seal record would take now. */
    public int sealLength() {
        return SealRecord.lengthFor(frames.count());
    }
}
