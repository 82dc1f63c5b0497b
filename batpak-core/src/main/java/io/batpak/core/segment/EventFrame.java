package io.batpak.core.segment;

import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Hash;
import java.nio.charset.StandardCharsets;

/**
 * An event's frame in an array: a view, nothing is copied. The frame's checksum was verified before; what the lengths
 * inside it say is verified by {@link #isWellFormed}.
 */
public final class EventFrame {
    private final byte[] b;
    private final int at;

    public EventFrame(byte[] b, int at) {
        this.b = b;
        this.at = at;
    }

    /** Returns true if the parts fit into the frame, and reserved bytes and what fills the frame up are zero. */
    public boolean isWellFormed() {
        int length = length();
        int padding = b[at + FrameFormat.PADDING];
        if (length < FrameFormat.CALLER + FrameFormat.NAMES || padding < 0 || padding > 7) {
            return false;
        }
        long options = LittleEndian.u32(b, caller() + FrameFormat.OPTIONS_LENGTH);
        long fixed = FrameFormat.CALLER + FrameFormat.NAMES + (long) entityLength() + scopeLength();
        return entityLength() > 0
                && scopeLength() > 0
                && entityLength() <= Coordinate.MAX_BYTES
                && scopeLength() <= Coordinate.MAX_BYTES
                && b[caller() + FrameFormat.RESERVED] == 0
                && LittleEndian.i64(b, at + FrameFormat.TIME) >= 0
                && fixed + options + padding <= length
                && LittleEndian.isZero(b, at + length - padding, at + length)
                && new FrameOptions(b, optionsAt(), (int) options).areWellFormed();
    }

    public int length() {
        return LittleEndian.i32(b, at + FrameFormat.LENGTH);
    }

    public long sequence() {
        return LittleEndian.i64(b, at + FrameFormat.SEQUENCE);
    }

    public long time() {
        return LittleEndian.i64(b, at + FrameFormat.TIME);
    }

    public long revision() {
        return LittleEndian.u32(b, at + FrameFormat.REVISION);
    }

    public long lane() {
        return LittleEndian.u32(b, at + FrameFormat.LANE);
    }

    public Hash previousLink() {
        return Hash.copyOf(b, at + FrameFormat.PREVIOUS_LINK);
    }

    public int kind() {
        return LittleEndian.u16(b, caller() + FrameFormat.KIND);
    }

    public int payloadVersion() {
        return LittleEndian.u16(b, caller() + FrameFormat.PAYLOAD_VERSION);
    }

    public int userFlags() {
        return b[caller() + FrameFormat.USER_FLAGS] & 0xff;
    }

    public EventId id() {
        return new EventId(idHigh(), idLow());
    }

    public long idHigh() {
        return LittleEndian.idHalf(b, caller() + FrameFormat.EVENT_ID);
    }

    public long idLow() {
        return LittleEndian.idHalf(b, caller() + FrameFormat.EVENT_ID + 8);
    }

    public String entity() {
        return new String(b, caller() + FrameFormat.NAMES, entityLength(), StandardCharsets.UTF_8);
    }

    public String scope() {
        return new String(b, caller() + FrameFormat.NAMES + entityLength(), scopeLength(), StandardCharsets.UTF_8);
    }

    /** Returns true if the entity's bytes are these. */
    public boolean entityIs(byte[] utf8) {
        int from = caller() + FrameFormat.NAMES;
        return java.util.Arrays.equals(b, from, from + entityLength(), utf8, 0, utf8.length);
    }

    public FrameOptions options() {
        return new FrameOptions(b, optionsAt(), optionsLength());
    }

    /** Returns where the payload begins in {@link #bytes()}. */
    public int payloadAt() {
        return optionsAt() + optionsLength();
    }

    public int payloadLength() {
        return at + length() - b[at + FrameFormat.PADDING] - payloadAt();
    }

    /** Returns where the caller's part begins in {@link #bytes()}. */
    public int callerAt() {
        return caller();
    }

    public int callerLength() {
        return payloadAt() - caller();
    }

    /** Returns the array that the frame lies in. */
    public byte[] bytes() {
        return b;
    }

    /** Recomputes content and link; {@code content} and {@code link} take 32 bytes each. */
    public void hashInto(LinkHash hash, byte[] content, byte[] link) {
        byte[] body = new byte[Hash.LENGTH];
        hash.content(b, payloadAt(), payloadLength(), content);
        hash.body(b, callerAt(), callerLength(), content, body, 0);
        EventStamp stamp = new EventStamp(lane());
        stamp.sequence = sequence();
        stamp.revision = revision();
        stamp.time = time();
        hash.link(stamp, previousLink().toArray(), body, 0, link);
    }

    private int caller() {
        return at + FrameFormat.CALLER;
    }

    private int entityLength() {
        return LittleEndian.u16(b, caller() + FrameFormat.ENTITY_LENGTH);
    }

    private int scopeLength() {
        return LittleEndian.u16(b, caller() + FrameFormat.SCOPE_LENGTH);
    }

    private int optionsLength() {
        return LittleEndian.i32(b, caller() + FrameFormat.OPTIONS_LENGTH);
    }

    private int optionsAt() {
        return caller() + FrameFormat.NAMES + entityLength() + scopeLength();
    }
}
