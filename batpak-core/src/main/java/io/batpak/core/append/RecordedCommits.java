package io.batpak.core.append;

import org.jspecify.annotations.Nullable;

/** Reports commits and forces to the flight recorder; makes no event while nobody records. */
final class RecordedCommits implements CommitWatch {
    private static final CommitEvent COMMITS = new CommitEvent();
    private static final ForceEvent FORCES = new ForceEvent();

    private @Nullable CommitEvent commit;
    private @Nullable ForceEvent force;

    @Override
    public void commitBegins() {
        commit = null; // of a group that failed
        if (COMMITS.isEnabled()) {
            commit = new CommitEvent();
            commit.begin();
        }
    }

    @Override
    public void commitEnds(int requests, int events, int bytes, boolean forced) {
        CommitEvent event = commit;
        if (event != null) {
            commit = null;
            event.requests = requests;
            event.events = events;
            event.bytes = bytes;
            event.forced = forced;
            event.commit();
        }
    }

    @Override
    public void forceBegins() {
        force = null; // that failed
        if (FORCES.isEnabled()) {
            force = new ForceEvent();
            force.begin();
        }
    }

    @Override
    public void forceEnds(long bytes) {
        ForceEvent event = force;
        if (event != null) {
            force = null;
            event.bytes = bytes;
            event.commit();
        }
    }
}
