package io.batpak.core.segment;

import io.batpak.api.error.CorruptionException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One segment for readers: gives out single frames, checked. */
public final class SegmentView {
    private static final int GUESS = 512;

    private final SegmentHeader header;
    private final StoreFile file;
    private final StoreFile.@Nullable View view;
    private final long viewLength;

    /** Makes a view over the first {@code viewLength} bytes, and over the file for what lies beyond. */
    public SegmentView(SegmentHeader header, StoreFile file, long viewLength) {
        this.header = header;
        this.file = file;
        this.view = viewOf(file, viewLength);
        this.viewLength = view == null ? 0 : viewLength;
    }

    private static StoreFile.@Nullable View viewOf(StoreFile file, long length) {
        try {
            return length == 0 ? null : file.view(length).orElse(null);
        } catch (IOException e) {
            return null; // a writer beside us cut the file when it sealed it: reads go through the file
        }
    }

    public SegmentHeader header() {
        return header;
    }

    /** Reads the event that lies at {@code offset} and has this sequence. */
    public EventFrame event(long offset, long sequence) throws IOException {
        byte[] b = new byte[GUESS];
        int have = read(offset, b, 0, GUESS);
        int length = have < FrameFormat.COMMON_LENGTH ? 0 : LittleEndian.i32(b, FrameFormat.LENGTH);
        FrameSum sum = new FrameSum(header.salt());
        if (length < FrameFormat.MIN_LENGTH || length > FrameFormat.MAX_LENGTH || !sum.headerHolds(b, 0, offset)) {
            throw damaged(offset, sequence);
        }
        if (length > have) {
            b = Arrays.copyOf(b, length);
            if (read(offset + have, b, have, length - have) < length - have) {
                throw damaged(offset, sequence);
            }
        }
        EventFrame event = new EventFrame(b, 0);
        boolean sound = sum.holds(b, 0, length, offset)
                && b[FrameFormat.TYPE] == FrameFormat.EVENT
                && event.isWellFormed()
                && event.sequence() == sequence; // READ-02
        if (!sound) {
            throw damaged(offset, sequence);
        }
        return event;
    }

    private int read(long offset, byte[] target, int at, int length) throws IOException {
        if (view != null && offset + length <= viewLength) {
            try {
                view.read(offset, target, at, length);
                return length;
            } catch (IOException e) {
                // a seal or a repair cut the file not far behind the frame: the file knows how much there is
            }
        }
        return file.read(offset, ByteBuffer.wrap(target, at, length));
    }

    /** Returns the failure of an event that is not what was written. */
    public CorruptionException damaged(long offset, long sequence) {
        return new CorruptionException(
                ErrorCode.FRAME_DAMAGED,
                header.fileName(),
                offset,
                sequence,
                "The frame of event " + sequence + " in segment " + header.fileName() + " at offset " + offset
                        + " is not what was written. Run verify, restore the segment from a copy, or run salvage.");
    }

    /** Closes the file. */
    public void close() throws IOException {
        file.close();
    }
}
