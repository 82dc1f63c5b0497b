package io.batpak.core.segment;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tails of events one behind the other in one array that can be used again: of each event the caller's part
 * of its frame and the payload (docs/format.md 3.3). Ahead of each tail there is room for a hash.
 */
public final class EventTails {
    private static final int KEEP_SIZE = 128 << 10;

    private byte[] b = {};
    private int end;
    private int from;
    private int optionsFrom;
    private @Nullable UUID fence;

    /** Marks all events that follow as appended through a visibility fence. */
    public EventTails through(@Nullable UUID token) {
        fence = token;
        return this;
    }

    /** Forgets all events; returns true if the array is small enough to be kept. */
    public boolean clear() {
        end = 0;
        fence = null;
        return b.length <= KEEP_SIZE;
    }

    /**
     * Begins the next event with its fixed fields and names.
     *
     * @param payloadLength how many bytes the payload will have: without options, the array grows only once
     */
    public EventTails begin(
            EventId id, Coordinate coordinate, int kind, int payloadVersion, int userFlags, int payloadLength) {
        byte[] entity = coordinate.entity().getBytes(StandardCharsets.UTF_8);
        byte[] scope = coordinate.scope().getBytes(StandardCharsets.UTF_8);
        reserve(Math.addExact(Hash.LENGTH + FrameFormat.NAMES + entity.length + scope.length, payloadLength));
        from = end + Hash.LENGTH;
        LittleEndian.putU16(b, from + FrameFormat.KIND, kind);
        LittleEndian.putU16(b, from + FrameFormat.PAYLOAD_VERSION, payloadVersion);
        b[from + FrameFormat.USER_FLAGS] = (byte) userFlags;
        b[from + FrameFormat.USER_FLAGS + 1] = 0;
        LittleEndian.putU16(b, from + FrameFormat.ENTITY_LENGTH, entity.length);
        LittleEndian.putU16(b, from + FrameFormat.SCOPE_LENGTH, scope.length);
        LittleEndian.putIdHalf(b, from + FrameFormat.EVENT_ID, id.high());
        LittleEndian.putIdHalf(b, from + FrameFormat.EVENT_ID + 8, id.low());
        end = from + FrameFormat.NAMES;
        put(entity);
        put(scope);
        optionsFrom = end;
        return this;
    }

    /** Returns the array; another one once more is added. */
    public byte[] bytes() {
        return b;
    }

    /** Returns where the newest event's tail begins, behind the room for a hash. */
    public int from() {
        return from;
    }

    /** Returns where the newest event's tail ends. */
    public int end() {
        return end;
    }

    /** Adds the correlation, if it is not the event's own id. */
    public EventTails correlation(@Nullable UUID id) {
        return id(FrameOptions.CORRELATION, id);
    }

    /** Adds the causation, if there is one. */
    public EventTails causation(@Nullable UUID id) {
        return id(FrameOptions.CAUSATION, id);
    }

    /** Adds the depth, if it is not 0. */
    public EventTails depth(long depth) {
        if (depth != 0) {
            option(FrameOptions.DEPTH, 4);
            LittleEndian.putI32(b, end, (int) depth);
            end += 4;
        }
        return this;
    }

    /** Adds tags, which are sorted. */
    public EventTails tags(List<String> tags) {
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i);
            byte[] utf8 = tag.getBytes(StandardCharsets.UTF_8);
            option(FrameOptions.TAG, utf8.length);
            put(utf8);
        }
        return this;
    }

    /** Adds extensions. */
    public EventTails extensions(SortedMap<String, Bytes> extensions) {
        if (extensions.isEmpty()) {
            return this;
        }
        extensions.forEach((key, value) -> {
            option(FrameOptions.EXTENSION, 2 + key.length() + value.length());
            LittleEndian.putU16(b, end, key.length());
            end += 2;
            put(key.getBytes(StandardCharsets.US_ASCII));
            value.copyTo(b, end);
            end += value.length();
        });
        return this;
    }

    /** Adds the idempotency key, if there is one. */
    public EventTails key(@Nullable IdempotencyKey key) {
        return id(FrameOptions.KEY, key == null ? null : key.toUuid());
    }

    /** Adds the place in a batch, if it is in one. */
    public EventTails batch(@Nullable UUID batch, int index) {
        if (batch != null) {
            option(FrameOptions.BATCH, 20);
            putId(batch);
            LittleEndian.putI32(b, end, index);
            end += 4;
        }
        return this;
    }

    /** Ends the caller's part of the newest event; returns its length. */
    public int endPart() {
        id(FrameOptions.FENCE, fence);
        LittleEndian.putI32(b, from + FrameFormat.OPTIONS_LENGTH, end - optionsFrom);
        return end - from;
    }

    /** Adds the payload of the newest event. */
    public void payload(Bytes payload) {
        reserve(payload.length());
        payload.copyTo(b, end);
        end += payload.length();
    }

    private EventTails id(int tag, @Nullable UUID id) {
        if (id != null) {
            option(tag, 16);
            putId(id);
        }
        return this;
    }

    private void putId(UUID id) {
        LittleEndian.putIdHalf(b, end, id.getMostSignificantBits());
        LittleEndian.putIdHalf(b, end + 8, id.getLeastSignificantBits());
        end += 16;
    }

    private void option(int tag, int length) {
        reserve(6 + length);
        b[end++] = (byte) tag;
        int rest = length;
        while (rest >= 0x80) {
            b[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        b[end++] = (byte) rest;
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, b, end, bytes.length);
        end += bytes.length;
    }

    private void reserve(int more) {
        if (b.length - end < more) {
            b = Arrays.copyOf(b, Math.addExact(end, Math.max(end, more)));
        }
    }
}
