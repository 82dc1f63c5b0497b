package io.batpak.api.append;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.event.PositionHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an append that has a default.
 *
 * <p><b>Threads:</b> immutable; a builder belongs to one thread.
 */
public final class AppendOptions {
    /** The largest length of a tag, in bytes of UTF-8. */
    public static final int TAG_MAX_BYTES = 255;

    /** The largest number of tags. */
    public static final int TAG_MAX_COUNT = 64;

    private static final AppendOptions DEFAULTS = new Builder().build();

    private final Expectation expectation;
    private final @Nullable IdempotencyKey key;
    private final @Nullable CorrelationId correlation;
    private final Causation causation;
    private final PositionHint position;
    private final List<String> tags;
    private final SortedMap<String, Bytes> extensions;
    private final int flags;
    private final @Nullable Durability durability;

    private AppendOptions(Builder b) {
        expectation = b.expectation;
        key = b.key;
        correlation = b.correlation;
        causation = b.causation;
        position = b.position;
        tags = List.copyOf(b.tags);
        extensions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(b.extensions));
        flags = b.flags;
        durability = b.durability;
    }

    /** Returns the options in which everything has its default. */
    public static AppendOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a builder in which everything has its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these options. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.expectation = expectation;
        b.key = key;
        b.correlation = correlation;
        b.causation = causation;
        b.position = position;
        b.tags.addAll(tags);
        b.extensions.putAll(extensions);
        b.flags = flags;
        b.durability = durability;
        return b;
    }

    /** Returns where the chain is believed to be; any by default. */
    public Expectation expectation() {
        return expectation;
    }

    /** Returns the idempotency key; none by default. */
    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(key);
    }

    /** Returns the correlation; by default it becomes the event's own id (W-013). */
    public Optional<CorrelationId> correlation() {
        return Optional.ofNullable(correlation);
    }

    /** Returns the causation; none by default. */
    public Causation causation() {
        return causation;
    }

    /** Returns lane and depth; lane 0 at depth 0 by default. */
    public PositionHint position() {
        return position;
    }

    /** Returns the tags, sorted by their UTF-8 bytes, each once; none by default. */
    public List<String> tags() {
        return tags;
    }

    /** Returns the extensions, sorted by the bytes of their keys; none by default. */
    public SortedMap<String, Bytes> extensions() {
        return extensions;
    }

    /** Returns the caller's eight flag bits; 0 by default. */
    public int flags() {
        return flags;
    }

    /** Returns the durability; the store's by default. */
    public Optional<Durability> durability() {
        return Optional.ofNullable(durability);
    }

    /** Collects options. Each setter checks its own argument. */
    public static final class Builder {
        private Expectation expectation = Expectation.any();
        private @Nullable IdempotencyKey key;
        private @Nullable CorrelationId correlation;
        private Causation causation = Causation.none();
        private PositionHint position = PositionHint.MAIN;
        private final ArrayList<String> tags = new ArrayList<>();
        private final TreeMap<String, Bytes> extensions = new TreeMap<>();
        private int flags;
        private @Nullable Durability durability;

        private Builder() {}

        /** Sets where the chain is believed to be. Not allowed in a batch. */
        public Builder expect(Expectation value) {
            expectation = Objects.requireNonNull(value);
            return this;
        }

        /** Sets the idempotency key. */
        public Builder key(IdempotencyKey value) {
            key = Objects.requireNonNull(value);
            return this;
        }

        /** Sets the correlation. */
        public Builder correlation(CorrelationId value) {
            correlation = Objects.requireNonNull(value);
            return this;
        }

        /** Sets the causation. */
        public Builder causation(Causation value) {
            causation = Objects.requireNonNull(value);
            return this;
        }

        /** Sets the lane, at depth 0. */
        public Builder lane(Lane value) {
            return position(new PositionHint(value, 0));
        }

        /** Sets lane and depth. */
        public Builder position(PositionHint value) {
            position = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Adds a tag: 1 to {@value #TAG_MAX_BYTES} bytes of UTF-8, at most {@value #TAG_MAX_COUNT} of them. One that is
         * there already is not added again.
         *
         * @throws IllegalArgumentException if a limit is broken or the text is not well-formed
         */
        public Builder tag(String value) {
            AppendLimits.requireTag(value, tags.size());
            int at = java.util.Collections.binarySearch(tags, value, AppendLimits::compareUtf8);
            if (at < 0) {
                tags.add(-at - 1, value);
            }
            return this;
        }

        /**
         * Sets an extension: bytes that the store keeps and never interprets. The key is ASCII, 1 to 256 bytes, with
         * exactly one dot between two non-empty halves, and does not begin with {@code batpak.}.
         *
         * @throws IllegalArgumentException if the key is anything else
         */
        public Builder extension(String extensionKey, Bytes value) {
            AppendLimits.requireExtensionKey(extensionKey);
            extensions.put(extensionKey, Objects.requireNonNull(value));
            return this;
        }

        /**
         * Sets the eight flag bits, which the store keeps and does not act on.
         *
         * @throws IllegalArgumentException unless they are 0 to 255
         */
        public Builder flags(int value) {
            if (value < 0 || value > 0xff) {
                throw new IllegalArgumentException("flags " + value + " are outside 0 to 255");
            }
            flags = value;
            return this;
        }

        /** Sets the durability of this append. */
        public Builder durability(Durability value) {
            durability = Objects.requireNonNull(value);
            return this;
        }

        /** Returns the options. */
        public AppendOptions build() {
            return new AppendOptions(this);
        }
    }
}
