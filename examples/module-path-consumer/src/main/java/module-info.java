/** An application: it requires the API alone, and its provider enters by service binding. */
module example.modulepath {
    requires io.batpak.api;
}
