package io.batpak.core.append;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One force of the active segment by a commit. */
@Name("io.batpak.Force")
@Label("Force")
@Description("A force of the active segment, for a group of requests")
@Category("batpak")
@StackTrace(false)
final class ForceEvent extends Event {
    @Label("Bytes")
    @Description("What was written since the last force")
    @DataAmount
    long bytes;
}
