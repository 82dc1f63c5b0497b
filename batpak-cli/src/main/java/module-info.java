/** The command line, over the public API alone: it exports nothing and finds the store as a service. */
@SuppressWarnings("module") // the codec is found at run time, and need not be there when this is compiled
module io.batpak.cli {
    requires io.batpak.api;
    requires info.picocli;
    requires tools.jackson.core;
    requires static org.jspecify;

    opens io.batpak.cli to
            info.picocli;
    opens io.batpak.cli.demo to
            io.batpak.codec.msgpack;

    uses io.batpak.api.spi.CodecProvider;
    uses io.batpak.api.spi.HashProvider;
    uses io.batpak.api.spi.StoreFileSystem;
}
