/** What a store is tested with: file systems in memory that crash, a clock that stands still, executors in steps. */
module io.batpak.testkit {
    requires transitive io.batpak.api;
    requires static org.jspecify;

    exports io.batpak.testkit;
}
