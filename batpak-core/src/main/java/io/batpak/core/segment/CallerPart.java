package io.batpak.core.segment;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the caller's part of an event's frame, and the payload behind it, in one array (docs/format.md 3.3). */
public final class CallerPart {
    private byte[] b;
    private int end = FrameFormat.NAMES;
    private final int optionsFrom;

    /**
     * Begins with the fixed fields and the names.
     *
     * @param payloadLength how many bytes the payload will have: without options, nothing is copied twice
     */
    public CallerPart(
            EventId id,
            Coordinate coordinate,
            int kind,
            int payloadVersion,
            int userFlags,
            int payloadLength) {
        byte[] entity = coordinate.entity().getBytes(StandardCharsets.UTF_8);
        byte[] scope = coordinate.scope().getBytes(StandardCharsets.UTF_8);
        int fixed = FrameFormat.NAMES + entity.length + scope.length;
        b = new byte[Math.addExact(fixed, payloadLength)];
        LittleEndian.putU16(b, FrameFormat.KIND, kind);
        LittleEndian.putU16(b, FrameFormat.PAYLOAD_VERSION, payloadVersion);
        b[FrameFormat.USER_FLAGS] = (byte) userFlags;
        LittleEndian.putU16(b, FrameFormat.ENTITY_LENGTH, entity.length);
        LittleEndian.putU16(b, FrameFormat.SCOPE_LENGTH, scope.length);
        LittleEndian.putIdHalf(b, FrameFormat.EVENT_ID, id.high());
        LittleEndian.putIdHalf(b, FrameFormat.EVENT_ID + 8, id.low());
        put(entity);
        put(scope);
        optionsFrom = end;
    }

    /** Adds the correlation, if it is not the event's own id. */
    public CallerPart correlation(@Nullable UUID id) {
        return id(FrameOptions.CORRELATION, id);
    }

    /** Adds the causation, if there is one. */
    public CallerPart causation(@Nullable UUID id) {
        return id(FrameOptions.CAUSATION, id);
    }

    /** Adds the depth, if it is not 0. */
    public CallerPart depth(long depth) {
        if (depth != 0) {
            option(FrameOptions.DEPTH, 4);
            LittleEndian.putI32(b, end, (int) depth);
            end += 4;
        }
        return this;
    }

    /** Adds tags, which are sorted. */
    public CallerPart tags(List<String> tags) {
        for (String tag : tags) {
            byte[] utf8 = tag.getBytes(StandardCharsets.UTF_8);
            option(FrameOptions.TAG, utf8.length);
            put(utf8);
        }
        return this;
    }

    /** Adds extensions. */
    public CallerPart extensions(SortedMap<String, Bytes> extensions) {
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
    public CallerPart key(@Nullable IdempotencyKey key) {
        return id(FrameOptions.KEY, key == null ? null : key.toUuid());
    }

    /** Adds the place in a batch, if it is in one. */
    public CallerPart batch(@Nullable UUID batch, int index) {
        if (batch != null) {
            option(FrameOptions.BATCH, 20);
            putId(batch);
            LittleEndian.putI32(b, end, index);
            end += 4;
        }
        return this;
    }

    /** Ends the caller's part; returns its length. */
    public int end() {
        LittleEndian.putI32(b, FrameFormat.OPTIONS_LENGTH, end - optionsFrom);
        return end;
    }

    /** Returns the caller's part with the payload behind it. The last call: the array may be this one's own. */
    public byte[] with(Bytes payload) {
        int length = Math.addExact(end, payload.length());
        byte[] tail = b.length == length ? b : Arrays.copyOf(b, length);
        payload.copyTo(tail, end);
        return tail;
    }

    private CallerPart id(int tag, @Nullable UUID id) {
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
