package example.modulepath;

/** Runs on the module path. */
public final class Main {
    private Main() {}

    /**
     * Says "ok" when the API is there, as a named module.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Module api = ModuleLayer.boot().findModule("io.batpak.api").orElseThrow();
        if (!Main.class.getModule().canRead(api)) {
            throw new IllegalStateException(Main.class.getModule() + " does not read " + api);
        }
        System.out.println("ok");
    }
}
