package io.batpak.core.append;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One group that was written, forced if somebody asked for it, and published. */
@Name("io.batpak.Commit")
@Label("Commit")
@Description("A group of requests: one write and at most one force")
@Category("batpak")
@StackTrace(false)
final class CommitEvent extends Event {
    @Label("Requests")
    int requests;

    @Label("Events")
    int events;

    @Label("Bytes")
    @DataAmount
    int bytes;

    @Label("Forced")
    boolean forced;
}
