package io.batpak.core;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.core.append.CommitSteps;
import org.jspecify.annotations.Nullable;

/** Opens stores whose commits can be made to end at one of their steps, once for each time that it is armed. */
public final class CommitBreaker implements CommitSteps {
    private volatile @Nullable Step at;
    private volatile @Nullable Throwable failure;
    private volatile int fired;

    /** Opens a store as {@link Store#open} does, and listens to its commits. */
    public Store open(StoreConfig config) {
        return CoreStoreProvider.open(config, this);
    }

    /** Lets the next commit that comes to this step end there. */
    public void arm(Step step, Throwable why) {
        failure = why;
        at = step;
    }

    public void disarm() {
        at = null;
    }

    /** Returns how often a commit was made to end. */
    public int fired() {
        return fired;
    }

    @Override
    public void reached(Step step) {
        if (step == at) {
            at = null;
            fired++;
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) java.util.Objects.requireNonNull(failure);
        }
    }
}
