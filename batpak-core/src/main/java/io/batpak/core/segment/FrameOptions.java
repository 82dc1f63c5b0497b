package io.batpak.core.segment;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The options of an event: tag ‖ length ‖ value, in ascending order (docs/format.md 3.3). */
public final class FrameOptions {
    static final int CORRELATION = 0x01;
    static final int CAUSATION = 0x02;
    static final int DEPTH = 0x03;
    static final int TAG = 0x07;
    static final int EXTENSION = 0x09;
    static final int KEY = 0x84;
    static final int BATCH = 0x85;
    static final int FENCE = 0x86;
    private static final int MANDATORY = 0x80;
    private static final int ID_LENGTH = 16;

    private final byte[] b;
    private final int from;
    private final int end;

    FrameOptions(byte[] b, int from, int length) {
        this.b = b;
        this.from = from;
        this.end = from + length;
    }

    /** Returns true if every option is whole, in order, known if it must be, and of the right size. */
    boolean areWellFormed() {
        int at = from;
        int previous = 0;
        while (at < end) {
            int tag = b[at] & 0xff;
            int length = length(at + 1);
            int value = at + 1 + width(at + 1);
            if (length < 0 || value > end || length > end - value || !inOrder(previous, tag)
                    || !fits(tag, value, length)) {
                return false;
            }
            previous = tag;
            at = value + length;
        }
        return at == end;
    }

    private static boolean inOrder(int previous, int tag) {
        return tag > previous || tag == previous && (tag == TAG || tag == EXTENSION);
    }

    private boolean fits(int tag, int value, int length) {
        return switch (tag) {
            case CORRELATION, CAUSATION, KEY, FENCE -> length == ID_LENGTH;
            case DEPTH -> length == 4;
            case BATCH -> length == ID_LENGTH + 4;
            case TAG -> length > 0;
            case EXTENSION -> length >= 2 && LittleEndian.u16(b, value) <= length - 2;
            default -> (tag & MANDATORY) == 0;
        };
    }

    /** Returns a 128-bit option, or null if it is not there. */
    public @Nullable UUID correlation() {
        return id(find(CORRELATION));
    }

    /** Returns a 128-bit option, or null if it is not there. */
    public @Nullable UUID causation() {
        return id(find(CAUSATION));
    }

    /** Returns the idempotency key, or null if there is none. */
    public @Nullable IdempotencyKey key() {
        UUID id = id(find(KEY));
        return id == null ? null : IdempotencyKey.of(id);
    }

    /** Returns the id of the batch that the event belongs to, or null. */
    public @Nullable UUID batch() {
        return id(find(BATCH));
    }

    /** Returns the index in its batch; -1 if it belongs to none. */
    public int batchIndex() {
        int at = find(BATCH);
        return at < 0 ? -1 : LittleEndian.i32(b, at + ID_LENGTH);
    }

    /** Returns the token of the visibility fence that the event was appended through, or null. */
    public @Nullable UUID fence() {
        return id(find(FENCE));
    }

    /** Returns the depth; 0 if there is none. */
    public long depth() {
        int at = find(DEPTH);
        return at < 0 ? 0 : LittleEndian.u32(b, at);
    }

    /** Returns the tags in order. */
    public List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (int at = from; at < end; at = next(at)) {
            if ((b[at] & 0xff) == TAG) {
                tags.add(new String(b, value(at), length(at + 1), StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableList(tags);
    }

    /** Returns the extensions by key. */
    public SortedMap<String, Bytes> extensions() {
        TreeMap<String, Bytes> extensions = new TreeMap<>();
        for (int at = from; at < end; at = next(at)) {
            if ((b[at] & 0xff) == EXTENSION) {
                int value = value(at);
                int keyLength = LittleEndian.u16(b, value);
                String key = new String(b, value + 2, keyLength, StandardCharsets.US_ASCII);
                extensions.put(key, Bytes.copyOf(b, value + 2 + keyLength, length(at + 1) - 2 - keyLength));
            }
        }
        return Collections.unmodifiableSortedMap(extensions);
    }

    private int find(int tag) {
        for (int at = from; at < end; at = next(at)) {
            if ((b[at] & 0xff) == tag) {
                return value(at);
            }
        }
        return -1;
    }

    private @Nullable UUID id(int at) {
        return at < 0 ? null : new UUID(LittleEndian.idHalf(b, at), LittleEndian.idHalf(b, at + 8));
    }

    private int value(int at) {
        return at + 1 + width(at + 1);
    }

    private int next(int at) {
        return value(at) + length(at + 1);
    }

    private int width(int at) {
        int width = 1;
        while (at + width - 1 < end && (b[at + width - 1] & 0x80) != 0 && width < 5) {
            width++;
        }
        return width;
    }

    /** Returns the LEB128 number at {@code at}; negative if it is cut off, too large, or longer than it need be. */
    private int length(int at) {
        long value = 0;
        for (int i = 0; i < 5 && at + i < end; i++) {
            value |= (long) (b[at + i] & 0x7f) << 7 * i;
            if (b[at + i] >= 0) {
                boolean minimal = i == 0 || b[at + i] != 0;
                return !minimal || value > Integer.MAX_VALUE ? -1 : (int) value;
            }
        }
        return -1;
    }
}
