package io.batpak.core.disk;

/**
 * Makes the failure of a mapped access show where it belongs. When a page cannot be had, since the file was cut or the
 * medium failed, the JVM lets the access end as if nothing had been, and raises an {@link InternalError} in this thread
 * a little later: when it next returns from a native method, say. In compiled code that can be after the caller was
 * told that its bytes are written.
 */
final class PageFault {
    private static final Runtime RUNTIME = Runtime.getRuntime();

    private PageFault() {}

    /**
     * Returns if no access of this thread has failed.
     *
     * @throws InternalError if one has
     */
    static void raise() {
        // Any native method would do that is not replaced by machine code and costs next to nothing.
        RUNTIME.maxMemory();
    }
}
