package io.batpak.blake3.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.spi.HashProvider;
import io.batpak.testkit.FakeClock;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import io.batpak.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store does not show which implementation served it: the bytes are the same, and one goes on where another ended. */
class SameBytesTest {
    private static final Path DIRECTORY = Path.of("/store");

    private final Counted inC = new Counted("in-c", Hashes.nativeOne());
    private final Counted inJava = new Counted("in-java", Hashes.javaOne());

    @ParameterizedTest // D-4, HS-18
    @ValueSource(longs = {1, 2, 3})
    void stores_ofOneHistory_areTheSameBytesWhoeverServes(long seed) {
        Map<String, Bytes> expected = write(seed, inJava, inJava);
        assertThat(inC.hashers).hasValue(0);
        assertThat(write(seed, inC, inC)).as("seed %d", seed).isEqualTo(expected);
        assertThat(inC.hashers).hasPositiveValue();
        assertThat(write(seed, inC, inJava)).as("seed %d", seed).isEqualTo(expected);
        assertThat(write(seed, inJava, inC)).as("seed %d", seed).isEqualTo(expected);
    }

    /** Writes two sessions, each under a hash of its own, verifies both, and returns what is on disk. */
    private static Map<String, Bytes> write(long seed, HashProvider first, HashProvider second) {
        MemoryFileSystem files = new MemoryFileSystem();
        Random random = new Random(seed);
        StoreConfig.Builder config = StoreConfig.builder(DIRECTORY).fileSystem(files).codec(StoreConfig.RAW)
                .clock(FakeClock.stepping(Duration.ofNanos(1000))).randomSource(new SeededRandom(seed))
                .executor(new InlineExecutor()).segmentMaxBytes(65_536);
        for (HashProvider hash : List.of(first, second)) {
            try (Store store = Store.open(config.build().toBuilder().provider(hash).build())) {
                for (int i = 0; i < 40; i++) {
                    store.append(request(random));
                    store.appendBatch(IntStream.range(0, 3).mapToObj(n -> request(random)).toList());
                }
                assertThat(store.verify().ok()).as("seed %d", seed).isTrue();
            }
        }
        Map<String, Bytes> contents = new TreeMap<>();
        files.snapshot(DIRECTORY).forEach((name, bytes) -> contents.put(name, Bytes.of(bytes)));
        return contents;
    }

    private static AppendRequest request(Random random) {
        byte[] payload = new byte[random.nextInt(1 << random.nextInt(1, 15))];
        random.nextBytes(payload);
        return AppendRequest.ofBytes(Coordinate.of("order:" + random.nextInt(9), "shop"), EventKind.DATA,
                Bytes.of(payload));
    }

    /** A hash under another name that counts, so that it is certain who serves. */
    private record Counted(String name, HashProvider hash, AtomicInteger hashers) implements HashProvider {
        private Counted(String name, HashProvider hash) {
            this(name, hash, new AtomicInteger());
        }

        @Override
        public String algorithm() {
            return hash.algorithm();
        }

        @Override
        public Hasher newHasher() {
            hashers.incrementAndGet();
            return hash.newHasher();
        }
    }
}
