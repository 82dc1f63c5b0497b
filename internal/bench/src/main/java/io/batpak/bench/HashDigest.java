package io.batpak.bench;

import io.batpak.api.spi.HashProvider;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which hash serves best: one message, and the three of which an event's hashes are made. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashDigest {
    private static final int DIGEST_BYTES = 32;
    /** The caller's part of an event with ordinary names, its correlation and causation. */
    private static final int CALLER_BYTES = 160;
    private static final int LINK_BYTES = 89;

    @Param({"blake3-java", "batpak-blake3-jna", "sha-256-jdk"})
    String provider;

    @Param({"64", "256", "1024", "4096", "65536"})
    int length;

    private HashProvider.Hasher hasher;
    private byte[] payload;
    private final byte[] input = new byte[CALLER_BYTES];
    private final byte[] digest = new byte[DIGEST_BYTES];

    /** Finds the provider. */
    @Setup
    public void find() {
        hasher = ServiceLoader.load(HashProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(hash -> hash.name().equals(provider)).findFirst().orElseThrow().newHasher();
        payload = new byte[length];
    }

    /** Hashes one message. */
    @Benchmark
    public byte[] message() {
        hasher.update(payload, 0, length).digest(digest, 0);
        return digest;
    }

    /** Hashes as an append does: payload, body, link. */
    @Benchmark
    public byte[] event() {
        hasher.update(payload, 0, length).digest(digest, 0);
        hasher.update(input, 0, 1).update(input, 0, CALLER_BYTES).update(digest, 0, DIGEST_BYTES).digest(digest, 0);
        hasher.update(input, 0, LINK_BYTES).digest(digest, 0);
        return digest;
    }
}
