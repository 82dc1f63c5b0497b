package io.batpak.core.append;

/** Times commits and forces. Belongs to the holder of the writer role. */
interface CommitWatch {
    /** Nobody looks: there is no flight recorder in this run time. */
    CommitWatch NONE = new CommitWatch() {};

    /** Returns one that reports to the flight recorder, if there is one. */
    static CommitWatch find() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new RecordedCommits() : NONE;
    }

    default void commitBegins() {}

    /**
     * A group is committed. One that failed ends without a word.
     *
     * @param requests how many requests it served
     * @param events how many events are in it
     * @param bytes how many bytes of frames
     * @param forced true if it was forced
     */
    default void commitEnds(int requests, int events, int bytes, boolean forced) {}

    default void forceBegins() {}

    /** A force has returned; {@code bytes} were written since the one before. */
    default void forceEnds(long bytes) {}
}
