package io.batpak.core;

import io.batpak.api.StoreConfig;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.StoreUnavailableException;
import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import io.batpak.api.spi.RandomSource;
import io.batpak.core.meta.StoreMeta;
import io.batpak.core.plugins.Providers;
import io.batpak.core.segment.LittleEndian;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store records of itself, and the plugins that serve it.
 *
 * @param meta the record
 * @param hash the implementation of its hash
 * @param codec the implementation of its codec; null if it has none
 */
record StoreIdentity(StoreMeta meta, HashProvider hash, @Nullable CodecProvider codec) {
    private static final String DEFAULT_HASH = "blake3"; // D-26
    private static final long DEFAULT_SEGMENT = 64L << 20;

    /** Finds the plugins of a store that is there; a configuration that contradicts its record is refused. */
    static StoreIdentity of(StoreMeta meta, StoreConfig config, Providers providers) {
        requireAgreement("hash", meta.hash(), config.hash().orElse(meta.hash()));
        requireAgreement("codec", meta.codec(), config.codec().orElse(meta.codec()));
        requireAgreement(
                "segmentMaxBytes",
                Long.toString(meta.segmentMaxBytes()),
                Long.toString(config.segmentMaxBytes().orElse(meta.segmentMaxBytes())));
        return new StoreIdentity(meta, providers.hash(meta.hash()), codec(meta.codec(), providers));
    }

    /** Makes the record of a new store. */
    static StoreIdentity create(StoreConfig config, Providers providers, RandomSource random, long created) {
        String hash = newHash(config);
        String codec = newCodec(config, providers);
        StoreMeta meta = new StoreMeta(
                newId(random),
                newId(random),
                Math.max(created, 0),
                config.segmentMaxBytes().orElse(DEFAULT_SEGMENT),
                0,
                hash,
                codec,
                0,
                List.of());
        return of(meta, config, providers);
    }

    /** Checks that there are plugins for a new store with this configuration. */
    static void requireServed(StoreConfig config, Providers providers) {
        providers.hash(newHash(config));
        codec(newCodec(config, providers), providers);
    }

    private static String newHash(StoreConfig config) {
        return config.hash().orElse(DEFAULT_HASH);
    }

    private static String newCodec(StoreConfig config, Providers providers) {
        return config.codec().orElseGet(() -> onlyCodec(providers));
    }

    /** Returns 128 random bits. */
    static UUID newId(RandomSource random) {
        byte[] bits = new byte[16];
        random.fill(bits);
        return new UUID(LittleEndian.i64(bits, 0), LittleEndian.i64(bits, 8));
    }

    private static String onlyCodec(Providers providers) {
        List<String> there = providers.codecAlgorithms();
        if (there.size() > 1) {
            throw new IllegalArgumentException(
                    "more than one codec is there: " + there + "; choose one with StoreConfig.Builder.codec");
        }
        return there.isEmpty() ? StoreConfig.RAW : there.get(0);
    }

    private static @Nullable CodecProvider codec(String algorithm, Providers providers) {
        return algorithm.equals(StoreConfig.RAW) ? null : providers.codec(algorithm);
    }

    private static void requireAgreement(String setting, String recorded, String given) {
        if (!recorded.equals(given)) {
            throw new StoreUnavailableException(
                    ErrorCode.SETTINGS_CONFLICT,
                    "The store was made with " + setting + " " + recorded + ", and is opened with " + given
                            + ". Leave the setting out, or give the recorded value.",
                    null);
        }
    }
}
