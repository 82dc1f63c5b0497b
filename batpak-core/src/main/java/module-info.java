/** The store: writer, segments, index, recovery, checks. Exports nothing; it is found through its services. */
module io.batpak.core {
    requires io.batpak.api;
    requires org.slf4j;
    requires static jdk.jfr;
    requires static org.jspecify;

    uses io.batpak.api.spi.CodecProvider;
    uses io.batpak.api.spi.HashProvider;

    provides io.batpak.api.StoreProvider with
            io.batpak.core.CoreStoreProvider;
    provides io.batpak.api.spi.HashProvider with
            io.batpak.core.plugins.Blake3Provider,
            io.batpak.core.plugins.Sha256Provider;
    provides io.batpak.api.spi.StoreFileSystem with
            io.batpak.core.disk.NioFileSystem;
}
