package example.classpath;

/** Runs on the class path. */
public final class Main {
    private Main() {}

    /**
     * Says "ok" when the API is there, outside any named module.
     *
     * @param arguments none
     * @throws ClassNotFoundException if it is not
     */
    public static void main(String[] arguments) throws ClassNotFoundException {
        Module api = Class.forName("io.batpak.api.StoreProvider").getModule();
        if (api.isNamed()) {
            throw new IllegalStateException("expected the class path, found " + api);
        }
        System.out.println("ok");
    }
}
