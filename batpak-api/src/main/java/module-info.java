/**
 * What applications and plugins compile against. It has no code that touches files, clocks or threads: a store
 * implementation is found through its service.
 */
module io.batpak.api {
    requires static org.jspecify;

    exports io.batpak.api;
    exports io.batpak.api.append;
    exports io.batpak.api.error;
    exports io.batpak.api.event;
    exports io.batpak.api.read;
    exports io.batpak.api.spi;
    exports io.batpak.api.verify;

    uses io.batpak.api.StoreProvider;
}
