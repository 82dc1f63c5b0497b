package io.batpak.core.segment;

import io.batpak.api.event.Hash;
import io.batpak.api.spi.HashProvider;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The hashes of docs/format.md 3.4. For one thread at a time. */
public final class LinkHash {
    private static final int BODY = 1;
    private static final int LINK = 2;
    private static final int GENESIS = 3;
    private static final int BATCH = 5;
    private static final int LINK_INPUT = 1 + 2 * Hash.LENGTH + 24;

    private final HashProvider.Hasher hasher;
    private final byte[] input = new byte[LINK_INPUT];

    public LinkHash(HashProvider provider) {
        hasher = provider.newHasher();
    }

    /** Writes H(payload) into {@code target}. */
    public void content(byte[] b, int at, int length, byte[] target) {
        hasher.update(b, at, length).digest(target, 0);
    }

    /** Writes H(01 ‖ caller's part ‖ content) into {@code target} at {@code targetAt}. */
    public void body(byte[] b, int at, int callerLength, byte[] content, byte[] target, int targetAt) {
        domain(BODY);
        hasher.update(b, at, callerLength).update(content, 0, Hash.LENGTH).digest(target, targetAt);
    }

    /** Writes the link of an event with this stamp and predecessor, whose body's hash lies at {@code bodyAt}, into {@code target}. */
    public void link(EventStamp stamp, byte[] previousLink, byte[] b, int bodyAt, byte[] target) {
        input[0] = LINK;
        System.arraycopy(previousLink, 0, input, 1, Hash.LENGTH);
        System.arraycopy(b, bodyAt, input, 33, Hash.LENGTH);
        LittleEndian.putI64(input, 65, stamp.sequence);
        LittleEndian.putI32(input, 73, (int) stamp.revision);
        LittleEndian.putI32(input, 77, (int) stamp.lane);
        LittleEndian.putI64(input, 81, stamp.time);
        hasher.update(input, 0, LINK_INPUT).digest(target, 0);
    }

    /** Writes the previous link of a chain's first event into {@code target}. */
    public void genesis(UUID lineage, long lane, String entity, byte[] target) {
        input[0] = GENESIS;
        LittleEndian.putIdHalf(input, 1, lineage.getMostSignificantBits());
        LittleEndian.putIdHalf(input, 9, lineage.getLeastSignificantBits());
        LittleEndian.putI32(input, 17, (int) lane);
        byte[] name = entity.getBytes(StandardCharsets.UTF_8);
        hasher.update(input, 0, 21).update(name, 0, name.length).digest(target, 0);
    }

    /** Begins the digest of a batch. */
    public HashProvider.Hasher batch() {
        domain(BATCH);
        return hasher;
    }

    private void domain(int prefix) {
        input[0] = (byte) prefix;
        hasher.update(input, 0, 1);
    }
}
