package io.batpak.core.append;

/**
 * Where a commit has come to. Nothing listens in production; the tests of this module let a commit end here, in any way
 * (D-23). WRITE 14 numbers these points by what one frame has come to; here a group is written as a whole.
 */
@FunctionalInterface
public interface CommitSteps {
    /** The points, in their order. */
    enum Step {
        /** A command was found to be in order; nothing of it is laid out. */
        ADMITTED,
        /** The group is laid out; not a byte is written. */
        LAID_OUT,
        /** The group is written. */
        WRITTEN,
        /** The group is forced; the force is not noted. */
        FORCED,
        /** The force is noted; nothing is indexed. */
        NOTED,
        /** The group can be seen; nobody is answered. */
        PUBLISHED,
        /** The active segment is sealed and forced; the next one does not exist. */
        SEALED,
        /** The next segment has its header, forced, under the staging name. */
        CREATED,
        /** The next segment has its name, durably. */
        NAMED
    }

    /** Nobody listens. */
    CommitSteps NONE = step -> {};

    /** A commit has come this far. */
    void reached(Step step);
}
