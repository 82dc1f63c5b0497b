package io.batpak.core.plugins;

import io.batpak.api.event.Bytes;
import io.batpak.api.spi.CodecProvider;

/** A codec that is told what to say of itself, and does nothing. */
record StubCodec(String name, String algorithm, int rank, boolean isAvailable) implements CodecProvider {
    @Override
    public Bytes encode(Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T decode(Bytes bytes, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void check(Bytes bytes) {
        throw new UnsupportedOperationException();
    }
}
