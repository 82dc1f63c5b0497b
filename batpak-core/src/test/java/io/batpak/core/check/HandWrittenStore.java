package io.batpak.core.check;

import io.batpak.api.spi.HashProvider;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A store whose bytes are laid out here, one by one, after docs/format.md and with none of the core's code. What it
 * writes can be changed, and made to look sound again with {@link #reseal}.
 */
final class HandWrittenStore {
    static final int EVENT = 1;
    static final int BEGIN = 2;
    static final int COMMIT = 3;
    static final int FENCE_BEGIN = 4;
    static final int FENCE_COMMIT = 5;
    static final int FENCE_CANCEL = 6;
    static final int SEAL = 7;
    static final int VERSION = 0x80000002;

    final byte[] lineage = id(0x11);
    final byte[] token = id(0x22);
    final Map<String, byte[]> files = new LinkedHashMap<>();
    final List<Integer> offsets = new ArrayList<>();
    long next;
    int forced = 192;
    private final Map<String, byte[]> links = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final List<byte[]> catalogue = new ArrayList<>();
    private ByteBuffer segment;
    private int id;
    private int generation;
    private long first;
    private int notes;
    private long time = 1_000;

    HandWrittenStore() {
        files.put("frontier", new byte[8192]);
        begin();
    }

    static byte[] id(int value) {
        byte[] id = new byte[16];
        Arrays.fill(id, (byte) value);
        return id;
    }

    static String segmentName(int id) {
        return String.format("%06d.seg", id);
    }

    String activeName() {
        return segmentName(id);
    }

    int end() {
        return segment.position();
    }

    /** Begins the next segment, with zeros behind what is written. */
    void begin() {
        id++;
        first = next;
        offsets.clear();
        segment = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        segment.put(ascii("BATPAKSG", 8)).putInt(VERSION).putInt(192).put(lineage).putLong(id).putLong(first);
        segment.putInt(generation).putInt(0).putLong(0x5a17L * id).put(ascii("sha-256", 32)).put(new byte[32]);
        segment.put(ascii("raw", 32)).put(new byte[28]).putInt(crc(segment.array(), 0, 188));
        forced = 192;
        store(segment.position() + 64);
    }

    void raiseGeneration() {
        generation++;
    }

    static byte[] ascii(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), length);
    }

    /** Writes a single event; returns its offset. */
    int event(String entity, String payload) {
        return event(entity, payload, new byte[0]);
    }

    int event(String entity, String payload, byte[] options) {
        byte[] link = links.get(entity);
        int revision = link == null ? 0 : revisions.get(entity) + 1;
        byte[] previous = link == null
                ? hash(new byte[] {3}, lineage, new byte[4], utf8(entity))
                : link;
        byte[] payloadBytes = utf8(payload);
        byte[] scope = utf8("scope");
        int length = 106 + utf8(entity).length + scope.length + options.length + payloadBytes.length;
        ByteBuffer f = frame(EVENT, length, next);
        f.putLong(28, time).putInt(36, revision).put(44, previous).putShort(76, (short) 0x1001).put(80, (byte) 1);
        f.putShort(82, (short) utf8(entity).length).putShort(84, (short) scope.length).putInt(86, options.length);
        f.put(90, id((int) (0x30 + next % 0x40))).putLong(98, next).position(106);
        f.put(utf8(entity)).put(scope).put(options).put(payloadBytes);
        int callersEnd = length - payloadBytes.length;
        byte[] body = hash(new byte[] {1}, Arrays.copyOfRange(f.array(), 76, callersEnd), hash(payloadBytes));
        byte[] tail = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(next).putInt(revision).putInt(0).putLong(time).array();
        links.put(entity, hash(new byte[] {2}, previous, body, tail));
        revisions.put(entity, revision);
        time += 7;
        next++;
        return append(f);
    }

    /** Writes BEGIN, events and COMMIT; returns the offset of BEGIN. */
    int batch(String entity, int count) {
        return batch(entity, count, new byte[0]);
    }

    /** Writes a batch whose events have further options, behind that of the batch. */
    int batch(String entity, int count, byte[] options) {
        byte[] batch = id(0x70 + (int) next % 0x10);
        int begin = begin(batch, count);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(5);
        long firstOfBatch = next;
        for (int i = 0; i < count; i++) {
            event(entity, "member " + i,
                    ByteBuffer.allocate(22 + options.length).put(batchOption(batch, i)).put(options).array());
            members.writeBytes(links.get(entity));
        }
        ByteBuffer commit = frame(COMMIT, 80, firstOfBatch);
        commit.put(28, batch).putInt(44, count).put(48, hash(members.toByteArray()));
        append(commit);
        return begin;
    }

    int begin(byte[] batch, int count) {
        ByteBuffer f = frame(BEGIN, 48, next);
        f.put(28, batch).putInt(44, count);
        return append(f);
    }

    static byte[] batchOption(byte[] batch, int index) {
        return ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x85).put((byte) 20).put(batch).putInt(index).array();
    }

    /** Writes a fence frame, of a fence whose first event has that sequence; returns its offset. */
    int fence(int type, byte[] fenceToken, long firstOfFence) {
        return append(frame(type, 56, firstOfFence).put(28, fenceToken).putLong(48, next));
    }

    static byte[] fenceOption(byte[] fenceToken) {
        return ByteBuffer.allocate(18).put((byte) 0x86).put((byte) 16).put(fenceToken).array();
    }

    /** Makes a frame of that length, rounded up, with the common bytes. */
    ByteBuffer frame(int type, int length, long sequence) {
        int padded = length + 7 & -8;
        ByteBuffer f = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
        int padding = type == EVENT ? padded - length : 0;
        return f.putInt(8, padded).put(12, (byte) type).put(13, (byte) padding).putInt(16, forced / 8).putLong(20,
                sequence);
    }

    int append(ByteBuffer f) {
        int at = segment.position();
        segment.put(f.array());
        sum(segment.array(), at);
        offsets.add(at);
        store(segment.position() + 64);
        return at;
    }

    /** Changes the active segment's frame at {@code at}, and makes its checks hold again; returns its offset. */
    int change(int at, Consumer<ByteBuffer> change) {
        change.accept(segment);
        sum(segment.array(), at);
        store(segment.position() + 64);
        return at;
    }

    /** Returns how many events the log has before that place in the active segment. */
    long eventsBefore(int place) {
        return first + offsets.stream().filter(at -> at < place && segment.get(at + 12) == EVENT).count();
    }

    /** Makes the checks of the frame at {@code at} hold again. */
    void reseal(String file, int at) {
        sum(files.get(file), at);
    }

    private static void sum(byte[] file, int at) {
        ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] place = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(b.getLong(56)).putLong(at)
                .array();
        b.putInt(at + 4, crc(place, file, at + 8, 20));
        b.putInt(at, crc(place, file, at + 4, b.getInt(at + 8) - 4));
    }

    /** Notes that all that was written is forced. */
    void note() {
        forced = segment.position();
        note(id, forced, 0);
    }

    void closeCleanly() {
        note(id, segment.position(), 1);
    }

    void note(long segmentId, long offset, int flags) {
        ByteBuffer b = ByteBuffer.wrap(files.get("frontier")).order(ByteOrder.LITTLE_ENDIAN);
        int at = ++notes % 2 * 4096;
        b.position(at).put(ascii("BATPAKFR", 8)).putInt(VERSION).put(lineage).put(token).putLong(notes);
        b.putLong(segmentId).putLong(offset).putLong(next).putInt(flags);
        b.putInt(at + 80, crc(b.array(), at, 80));
    }

    /** Ends the active segment with its seal record; returns the offset of that. */
    int seal() {
        int n = offsets.size();
        int length = 92 + 4 * n + 7 & -8;
        ByteBuffer f = frame(SEAL, length, next);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        rows.write(4);
        int events = 0;
        for (int i = 0; i < n; i++) {
            int at = offsets.get(i);
            events += segment.get(at + 12) == EVENT ? 1 : 0;
            f.putInt(84 + 4 * i, at / 8);
            rows.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(at / 8).putInt(segment.getInt(at)).array());
        }
        f.putInt(28, events).putInt(32, n).putLong(36, first).putLong(44, next).put(52, hash(rows.toByteArray()));
        f.putInt(length - 8, length).put(length - 4, ascii("SEAL", 4));
        int at = append(f);
        store(segment.position());
        catalogue.add(ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(id).putLong(segment.position())
                .putLong(first).putLong(next).put(f.array(), 52, 32).array());
        return at;
    }

    /** Writes store.meta with the catalogue of all that was sealed. */
    void meta() {
        ByteBuffer m = ByteBuffer.allocate(196 + 64 * catalogue.size()).order(ByteOrder.LITTLE_ENDIAN);
        m.put(ascii("BATPAKMT", 8)).putInt(VERSION).putInt(m.capacity()).put(lineage).put(token).putLong(1)
                .putLong(1 << 20);
        m.putLong(0).putInt(0).putInt(generation).put(ascii("sha-256", 32)).put(new byte[32]).put(ascii("raw", 32));
        m.putLong(id).putInt(catalogue.size()).putInt(0);
        catalogue.forEach(m::put);
        m.putInt(crc(m.array(), 0, m.position()));
        files.put("store.meta", m.array());
    }

    private void store(int length) {
        files.put(segmentName(id), Arrays.copyOf(segment.array(), length));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static int crc(byte[] b, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(b, from, length);
        return (int) crc.getValue();
    }

    private static int crc(byte[] place, byte[] b, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(place);
        crc.update(b, from, length);
        return (int) crc.getValue();
    }

    static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** SHA-256 of the JDK. */
    static final class Sha256 implements HashProvider {
        @Override
        public String name() {
            return "test-sha";
        }

        @Override
        public String algorithm() {
            return "sha-256";
        }

        @Override
        public Hasher newHasher() {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            return new Hasher() {
                @Override
                public Hasher update(byte[] bytes, int offset, int length) {
                    message.write(bytes, offset, length);
                    return this;
                }

                @Override
                public void digest(byte[] target, int offset) {
                    System.arraycopy(hash(message.toByteArray()), 0, target, offset, 32);
                    message.reset();
                }
            };
        }
    }
}
