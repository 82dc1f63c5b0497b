package io.batpak.core.plugins;

import io.batpak.api.spi.HashProvider;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/** SHA-256 of the JDK, or of whatever security provider stands in for it. */
public final class Sha256Provider implements HashProvider {
    private static final String JDK_NAME = "SHA-256";
    private static final int DIGEST_BYTES = 32;

    /** Makes the provider. */
    public Sha256Provider() {}

    @Override
    public String name() {
        return "sha-256-jdk";
    }

    @Override
    public String algorithm() {
        return "sha-256";
    }

    @Override
    public boolean isAvailable() {
        try {
            MessageDigest.getInstance(JDK_NAME);
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    @Override
    public Hasher newHasher() {
        try {
            return new DigestHasher(MessageDigest.getInstance(JDK_NAME));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Asked for a hasher although it is not available", e);
        }
    }

    private record DigestHasher(MessageDigest digest) implements Hasher {
        @Override
        public Hasher update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            return this;
        }

        @Override
        public void digest(byte[] target, int offset) {
            Objects.checkFromIndexSize(offset, DIGEST_BYTES, target.length);
            try {
                digest.digest(target, offset, DIGEST_BYTES);
            } catch (DigestException e) {
                throw new IllegalStateException("There is room for the digest", e);
            }
        }
    }
}
