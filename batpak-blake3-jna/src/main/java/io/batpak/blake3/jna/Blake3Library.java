package io.batpak.blake3.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The native library of this process: looked for, bound and tried when this class is first used. A process has one,
 * since the functions of {@link Blake3Functions} can be bound but once.
 */
final class Blake3Library {
    private static final String LOCATION_PROPERTY = "batpak.blake3.library";
    private static final String NAME = "blake3";
    /** All of version 1 have a hasher of 1,912 bytes. */
    private static final String KNOWN_VERSIONS = "1.";

    /** Why it cannot be used; empty if it can. */
    static final Optional<String> OBSTACLE = bind();

    private Blake3Library() {}

    private static Optional<String> bind() {
        try {
            if (Native.POINTER_SIZE != Long.BYTES || Native.SIZE_T_SIZE != Long.BYTES) {
                return Optional.of("only systems of 64 bits are served");
            }
            NativeLibrary library = NativeLibrary.getInstance(location());
            String version = library.getFunction("blake3_version").invokeString(new Object[0], false);
            if (!version.startsWith(KNOWN_VERSIONS)) {
                return Optional.of("the size of a hasher of its version " + version + " is not known");
            }
            Blake3Functions.bind(library);
            return SelfTest.findWrong(new NativeHasher());
        } catch (RuntimeException | Error e) { // JNA has errors of its own kind for a system that it does not fit
            return Optional.of(reason(e));
        }
    }

    /** Returns what lies behind a failure, on one line, since JNA lists all places that it looked at. */
    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof ExceptionInInitializerError ? failure.getCause() : failure;
        return Objects.requireNonNullElse(cause, failure).toString().replaceAll("\\s+", " ");
    }

    private static String location() {
        String location = System.getProperty(LOCATION_PROPERTY);
        return location == null ? NAME : Path.of(location).toAbsolutePath().toString();
    }
}
