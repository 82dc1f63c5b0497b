package io.batpak.api;

import io.batpak.api.append.Durability;
import io.batpak.api.append.KeyRetention;
import io.batpak.api.append.RestartPolicy;
import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.RandomSource;
import io.batpak.api.spi.StoreClock;
import io.batpak.api.spi.StoreExecutor;
import io.batpak.api.spi.StoreFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How to open a store. Only the directory has no default. What shapes bytes ({@link Builder#hash}, {@link
 * Builder#codec}, {@link Builder#segmentMaxBytes}) is fixed when the store is made and recorded in it; a value that
 * contradicts the record is refused.
 *
 * <p><b>Threads:</b> immutable; a builder belongs to one thread.
 */
public final class StoreConfig {
    /** Whether a store may be there, or must. */
    public enum OpenMode {
        /** Opens the store, and makes it first if it is not there. */
        CREATE_IF_MISSING,
        /** Makes a new store; one that is there is refused. */
        CREATE,
        /** Opens the store; a missing one is refused. */
        EXISTING
    }

    /** The name of the codec of a store that has none: payloads are bytes, and typed payloads are refused. */
    public static final String RAW = "raw";

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    private final Builder settings;

    private StoreConfig(Builder settings) {
        this.settings = settings;
    }

    /** Returns the configuration in which all but the directory has its default. */
    public static StoreConfig of(Path directory) {
        return builder(directory).build();
    }

    /** Returns a builder in which all but the directory has its default. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Returns a builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(settings);
    }

    /** Returns the store's directory. */
    public Path directory() {
        return settings.directory;
    }

    /** Returns whether a store may be there, or must; {@link OpenMode#CREATE_IF_MISSING} by default. */
    public OpenMode openMode() {
        return settings.openMode;
    }

    /** Returns what an append survives that says nothing else; {@link Durability#DURABLE} by default. */
    public Durability durability() {
        return settings.durability;
    }

    /** Returns the hash algorithm, if one is demanded; a new store has {@code blake3} by default. */
    public Optional<String> hash() {
        return Optional.ofNullable(settings.hash);
    }

    /** Returns the codec, if one is demanded; a new store has the only one there is, or {@link #RAW}. */
    public Optional<String> codec() {
        return Optional.ofNullable(settings.codec);
    }

    /** Returns the largest size of a segment in bytes, if one is demanded; 64 MiB by default. */
    public OptionalLong segmentMaxBytes() {
        return settings.segmentMaxBytes == 0 ? OptionalLong.empty() : OptionalLong.of(settings.segmentMaxBytes);
    }

    /** Returns the largest payload and extensions of one event, in bytes; 16 MiB by default. */
    public int payloadMaxBytes() {
        return settings.payloadMaxBytes;
    }

    /** Returns the largest number of events in a batch; 256 by default. */
    public int batchMaxCount() {
        return settings.batchMaxCount;
    }

    /** Returns the largest sum of payloads and extensions of a batch, in bytes; 1 MiB by default. */
    public int batchMaxBytes() {
        return settings.batchMaxBytes;
    }

    /** Returns how many requests one write and force may serve: 0 (default) all that wait, 1 no other, n at most n. */
    public int groupLimit() {
        return settings.groupLimit;
    }

    /** Returns how many requests may be queued; 4096 by default. */
    public int queueMaxCount() {
        return settings.queueMaxCount;
    }

    /** Returns how many bytes the queued requests may have together; 64 MiB by default. */
    public long queueMaxBytes() {
        return settings.queueMaxBytes;
    }

    /** Returns what a force of events makes durable; {@link ForceMode#DATA} by default. */
    public ForceMode forceMode() {
        return settings.forceMode;
    }

    /** Returns how many events may be written and not durable before a force is asked for; unlimited by default. */
    public OptionalInt unforcedMaxCount() {
        return settings.unforcedMaxCount == 0 ? OptionalInt.empty() : OptionalInt.of(settings.unforcedMaxCount);
    }

    /** Returns for how long an event may be written and not durable before a force is asked for; for ever by default. */
    public Optional<Duration> unforcedMaxAge() {
        return Optional.ofNullable(settings.unforcedMaxAge);
    }

    /** Returns how long a request may be queued before it is withdrawn; 30 s by default. */
    public Duration commitTimeout() {
        return settings.commitTimeout;
    }

    /** Returns how many queued requests a close still commits; the others are refused. 1024 by default. */
    public int drainLimit() {
        return settings.drainLimit;
    }

    /** Returns how often the writer may start again after an unexpected failure; once by default. */
    public RestartPolicy restartPolicy() {
        return settings.restartPolicy;
    }

    /** Returns which idempotency keys are remembered; {@link KeyRetention#standard} by default. */
    public KeyRetention keyRetention() {
        return settings.keyRetention;
    }

    /** Returns true if an append without an idempotency key is refused; false by default (J-14). */
    public boolean keysRequired() {
        return settings.keysRequired;
    }

    /** Returns the stack size of the writer thread in bytes; 0 (default) leaves it to the JVM. */
    public long writerStackBytes() {
        return settings.writerStackBytes;
    }

    /** Returns the file system, if one is handed over; the JDK's default one otherwise. */
    public Optional<StoreFileSystem> fileSystem() {
        return Optional.ofNullable(settings.fileSystem);
    }

    /** Returns the clock, if one is handed over; the system's otherwise. */
    public Optional<StoreClock> clock() {
        return Optional.ofNullable(settings.clock);
    }

    /** Returns the random source, if one is handed over; the JDK's secure one otherwise. */
    public Optional<RandomSource> randomSource() {
        return Optional.ofNullable(settings.randomSource);
    }

    /** Returns the executor, if one is handed over; one platform thread for each worker otherwise. */
    public Optional<StoreExecutor> executor() {
        return Optional.ofNullable(settings.executor);
    }

    /** Returns the hash implementations that were handed over; they come before discovered ones. */
    public List<HashProvider> hashProviders() {
        return List.copyOf(settings.hashProviders);
    }

    /** Returns the codecs that were handed over; they come before discovered ones. */
    public List<CodecProvider> codecProviders() {
        return List.copyOf(settings.codecProviders);
    }

    /** Collects settings. Each setter checks its own argument. */
    public static final class Builder {
        private final Path directory;
        private OpenMode openMode = OpenMode.CREATE_IF_MISSING;
        private Durability durability = Durability.DURABLE;
        private @Nullable String hash;
        private @Nullable String codec;
        private long segmentMaxBytes;
        private int payloadMaxBytes = (int) (16 * MIB);
        private int batchMaxCount = 256;
        private int batchMaxBytes = (int) MIB;
        private int groupLimit;
        private int queueMaxCount = 4096;
        private long queueMaxBytes = 64 * MIB;
        private ForceMode forceMode = ForceMode.DATA;
        private int unforcedMaxCount;
        private @Nullable Duration unforcedMaxAge;
        private Duration commitTimeout = Duration.ofSeconds(30);
        private int drainLimit = 1024;
        private RestartPolicy restartPolicy = RestartPolicy.once();
        private KeyRetention keyRetention = KeyRetention.standard();
        private boolean keysRequired;
        private long writerStackBytes;
        private @Nullable StoreFileSystem fileSystem;
        private @Nullable StoreClock clock;
        private @Nullable RandomSource randomSource;
        private @Nullable StoreExecutor executor;
        private final List<HashProvider> hashProviders = new ArrayList<>();
        private final List<CodecProvider> codecProviders = new ArrayList<>();

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory);
        }

        private Builder(Builder from) {
            directory = from.directory;
            openMode = from.openMode;
            durability = from.durability;
            hash = from.hash;
            codec = from.codec;
            segmentMaxBytes = from.segmentMaxBytes;
            payloadMaxBytes = from.payloadMaxBytes;
            batchMaxCount = from.batchMaxCount;
            batchMaxBytes = from.batchMaxBytes;
            groupLimit = from.groupLimit;
            queueMaxCount = from.queueMaxCount;
            queueMaxBytes = from.queueMaxBytes;
            forceMode = from.forceMode;
            unforcedMaxCount = from.unforcedMaxCount;
            unforcedMaxAge = from.unforcedMaxAge;
            commitTimeout = from.commitTimeout;
            drainLimit = from.drainLimit;
            restartPolicy = from.restartPolicy;
            keyRetention = from.keyRetention;
            keysRequired = from.keysRequired;
            writerStackBytes = from.writerStackBytes;
            fileSystem = from.fileSystem;
            clock = from.clock;
            randomSource = from.randomSource;
            executor = from.executor;
            hashProviders.addAll(from.hashProviders);
            codecProviders.addAll(from.codecProviders);
        }

        /** Sets whether a store may be there, or must. */
        public Builder openMode(OpenMode value) {
            openMode = Objects.requireNonNull(value);
            return this;
        }

        /** Sets what an append survives that says nothing else. */
        public Builder durability(Durability value) {
            durability = Objects.requireNonNull(value);
            return this;
        }

        /** Sets the hash algorithm: {@code blake3}, {@code sha-256}, or that of a plugin. */
        public Builder hash(String algorithm) {
            hash = requireName(algorithm);
            return this;
        }

        /** Sets the codec: {@code msgpack}, {@link #RAW}, or that of a plugin. */
        public Builder codec(String algorithm) {
            codec = requireName(algorithm);
            return this;
        }

        /** Sets the largest size of a segment: 64 KiB to 16 GiB. A larger frame gets a segment of its own. */
        public Builder segmentMaxBytes(long value) {
            segmentMaxBytes = requireRange("segmentMaxBytes", value, 64 * KIB, 16 * GIB);
            return this;
        }

        /** Sets the largest payload and extensions of one event: 1 byte to 64 MiB. */
        public Builder payloadMaxBytes(int value) {
            payloadMaxBytes = (int) requireRange("payloadMaxBytes", value, 1, 64 * MIB);
            return this;
        }

        /** Sets the largest number of events in a batch: 1 to 4096. */
        public Builder batchMaxCount(int value) {
            batchMaxCount = (int) requireRange("batchMaxCount", value, 1, 4096);
            return this;
        }

        /** Sets the largest sum of payloads and extensions of a batch: 1 byte to 1 GiB. */
        public Builder batchMaxBytes(int value) {
            batchMaxBytes = (int) requireRange("batchMaxBytes", value, 1, GIB);
            return this;
        }

        /** Sets how many requests one write and force may serve: 0 for all that wait, 1 for no other, or n. */
        public Builder groupLimit(int value) {
            groupLimit = (int) requireRange("groupLimit", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets how many requests may be queued: 1 to 1,000,000. */
        public Builder queueMaxCount(int value) {
            queueMaxCount = (int) requireRange("queueMaxCount", value, 1, 1_000_000);
            return this;
        }

        /** Sets how many bytes the queued requests may have together; one request always fits. */
        public Builder queueMaxBytes(long value) {
            queueMaxBytes = requireRange("queueMaxBytes", value, 1, 16 * GIB);
            return this;
        }

        /** Sets what a force of events makes durable. */
        public Builder forceMode(ForceMode value) {
            forceMode = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Sets how many events may be written and not durable before the store forces them by itself (J-35): 1 or more.
         * Appends do not wait for that force: a power cut may take so many events, and those of one force more.
         */
        public Builder unforcedMaxCount(int value) {
            unforcedMaxCount = (int) requireRange("unforcedMaxCount", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Sets for how long an event may be written and not durable before the store forces it by itself: more than 0. */
        public Builder unforcedMaxAge(Duration value) {
            unforcedMaxAge = requirePositive("unforcedMaxAge", value);
            return this;
        }

        /** Sets how long a request may be queued before it is withdrawn: more than 0. */
        public Builder commitTimeout(Duration value) {
            commitTimeout = requirePositive("commitTimeout", value);
            return this;
        }

        /** Sets how many queued requests a close still commits: 0 for none. */
        public Builder drainLimit(int value) {
            drainLimit = (int) requireRange("drainLimit", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /** Sets how often the writer may start again after an unexpected failure. */
        public Builder restartPolicy(RestartPolicy value) {
            restartPolicy = Objects.requireNonNull(value);
            return this;
        }

        /** Sets which idempotency keys are remembered. */
        public Builder keyRetention(KeyRetention value) {
            keyRetention = Objects.requireNonNull(value);
            return this;
        }

        /** Sets whether an append without an idempotency key is refused, by whatever route it comes. */
        public Builder keysRequired(boolean value) {
            keysRequired = value;
            return this;
        }

        /** Sets the stack size of the writer thread in bytes; 0 leaves it to the JVM. */
        public Builder writerStackBytes(long value) {
            writerStackBytes = requireRange("writerStackBytes", value, 0, GIB);
            return this;
        }

        /** Hands a file system over. */
        public Builder fileSystem(StoreFileSystem value) {
            fileSystem = Objects.requireNonNull(value);
            return this;
        }

        /** Hands a clock over. */
        public Builder clock(StoreClock value) {
            clock = Objects.requireNonNull(value);
            return this;
        }

        /** Hands a random source over. */
        public Builder randomSource(RandomSource value) {
            randomSource = Objects.requireNonNull(value);
            return this;
        }

        /** Hands an executor over. */
        public Builder executor(StoreExecutor value) {
            executor = Objects.requireNonNull(value);
            return this;
        }

        /** Hands a hash implementation over; it comes before discovered ones. */
        public Builder provider(HashProvider value) {
            hashProviders.add(Objects.requireNonNull(value));
            return this;
        }

        /** Hands a codec over; it comes before discovered ones. */
        public Builder provider(CodecProvider value) {
            codecProviders.add(Objects.requireNonNull(value));
            return this;
        }

        /** Returns the configuration. */
        public StoreConfig build() {
            return new StoreConfig(new Builder(this));
        }

        private static String requireName(String name) {
            if (!name.matches("[a-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("\"" + name + "\" is not a name of the form [a-z0-9-]{1,32}");
            }
            return name;
        }

        private static Duration requirePositive(String setting, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(setting + " " + value + " is not more than 0");
            }
            return value;
        }

        private static long requireRange(String setting, long value, long min, long max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(setting + " " + value + " is outside " + min + " to " + max);
            }
            return value;
        }
    }
}
