/** An application: it requires the API alone, and the store and the codec enter by service binding. */
module example.modulepath {
    requires io.batpak.api;

    // the codec reads and makes the records in here
    opens example.modulepath.event;
}
