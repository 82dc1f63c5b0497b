package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Feeds random bytes, and valid ones with a few bytes changed, to every entry. Each must end with a value or a
 * PayloadException; what the walk accepts must come back unchanged from a second round.
 */
class HostileBytesTest {
    private static final int INPUTS = 100_000;

    sealed interface Part {}

    record Leaf(Instant at, Optional<Duration> lasting, byte[] raw) implements Part {}

    record Branch(List<Part> parts, Map<UUID, Set<Integer>> sets) implements Part {}

    record Target(Part part, BigDecimal decimal, EventId id, Object any, double real, char letter, int[] ints) {}

    private static final Target TARGET = new Target(
            new Branch(List.of(new Leaf(Instant.EPOCH, Optional.of(Duration.ZERO), new byte[3])),
                    Map.of(new UUID(1, 2), Set.of(1, 2))),
            new BigDecimal("1.5"), new EventId(1, 2), List.of(Map.of("k", 1)), 1.5, 'x', new int[] {1, 2});

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    @Timeout(120)
    void decode_ofMutatedBytes_isAValueOrAPayloadException() { // CO-11
        byte[] target = codec.encode(TARGET).toArray();
        int accepted = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] input = switch (seed % 4) {
                case 0 -> randomBytes(random);
                case 1 -> mutated(codec.encode(new RandomValues(seed).tree(2)).toArray(), random);
                default -> mutated(target, random);
            };
            try {
                accepted += feed(Bytes.of(input));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(accepted).isGreaterThan(INPUTS / 20);
    }

    @Test
    @Timeout(20)
    void check_ofManyKeysInTheWorstOrder_isFast() { // CO-11: no quadratic search for duplicates
        Output out = new Output();
        int levels = 100;
        for (int level = 0; level < levels; level++) {
            out.map(5000);
            for (int key = 4999; key > 0; key--) {
                out.integer(key);
                out.nil();
            }
            out.integer(0);
        }
        out.nil();

        assertThatCode(() -> codec.check(out.toBytes())).doesNotThrowAnyException();
    }

    private int feed(Bytes input) {
        boolean wellFormed = ends(() -> codec.check(input));
        ends(() -> codec.decode(input, Target.class));
        boolean value = ends(() -> {
            Value first = codec.decode(input, Value.class);
            if (!codec.decode(codec.encode(first), Value.class).equals(first)) {
                throw new AssertionError("the second round gives another value");
            }
        });
        if (value && !wellFormed) {
            throw new AssertionError("read, although it is not well-formed");
        }
        return wellFormed ? 1 : 0;
    }

    private static boolean ends(Runnable call) {
        try {
            call.run();
            return true;
        } catch (PayloadException e) {
            return false;
        }
    }

    private static byte[] randomBytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                default ->
                    System.arraycopy(bytes, at, bytes, random.nextInt(at + 1), random.nextInt(bytes.length - at));
            }
        }
        return bytes;
    }
}
