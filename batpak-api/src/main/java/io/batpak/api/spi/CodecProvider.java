package io.batpak.api.spi;

import io.batpak.api.event.Bytes;

/**
 * Turns payloads into bytes and back. A store records the {@link #algorithm}, that is, the format of the bytes.
 *
 * <p>Encoding is canonical: equal values give equal bytes, in every process (CO-03). Decoding trusts nothing: it is
 * bounded in memory by the length of the bytes, does not recurse without a limit, and fails only with
 * {@link io.batpak.api.error.PayloadException} (CO-07 to CO-11).
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public interface CodecProvider {
    /** Returns the name of this implementation, unique among all. */
    String name();

    /** Returns the name of the format, as recorded in a store. */
    String algorithm();

    /** Returns the rank: of several available implementations of one format the highest serves. */
    default int rank() {
        return 0;
    }

    /** Returns true if it can be used here; must not throw. */
    default boolean isAvailable() {
        return true;
    }

    /**
     * Encodes a value: a record, enum, sealed interface of records, list, map, optional, string, number, byte string,
     * moment, UUID, or an {@link io.batpak.api.event.Value}.
     *
     * @throws io.batpak.api.error.PayloadException if the value or something in it is none of these
     */
    Bytes encode(Object value);

    /**
     * Decodes exactly one value of a type, which may be {@link io.batpak.api.event.Value} for any value at all.
     *
     * @throws io.batpak.api.error.PayloadException if the bytes are not exactly one value of that type
     */
    <T> T decode(Bytes bytes, Class<T> type);

    /**
     * Checks that the bytes are exactly one well-formed value (J-43).
     *
     * @throws io.batpak.api.error.PayloadException if they are not
     */
    void check(Bytes bytes);
}
