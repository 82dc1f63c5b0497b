/** BLAKE3 by the native library, through JNA: provides one hash and exports nothing. */
@SuppressWarnings("module") // the digit is the hash's, and no version of ours
module io.batpak.blake3.jna {
    requires io.batpak.api;
    requires com.sun.jna;
    requires static org.jspecify;

    provides io.batpak.api.spi.HashProvider with
            io.batpak.blake3.jna.Blake3JnaProvider;
}
