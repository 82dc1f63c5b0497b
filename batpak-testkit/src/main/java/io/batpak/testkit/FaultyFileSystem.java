package io.batpak.testkit;

import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;

/**
 * A file system around another whose operations fail as a {@link FaultPlan} says. A force that it fails is not carried
 * out, and what was to be forced stays unforced; forces that lose what they should have kept are the business of
 * {@link CrashFileSystem#failForce(int)}.
 *
 * <p><b>Threads:</b> safe for use by many threads at once.
 */
public final class FaultyFileSystem extends ForwardingFileSystem {
    private final FaultPlan plan;

    /** Makes one around another. */
    public FaultyFileSystem(StoreFileSystem inner, FaultPlan plan) {
        super(inner);
        this.plan = plan;
    }

    @Override
    <T> T around(Operation operation, Call<T> call) throws IOException {
        switch (operation.kind()) {
            case READ, WRITE, ZERO -> {
                // The file asks the plan itself, since these may also be done in part.
            }
            case CREATE -> {
                plan.meet(operation);
                if (plan.freeBytes() == 0) {
                    throw plan.exhausted();
                }
            }
            default -> plan.meet(operation);
        }
        return call.run();
    }

    @Override
    StoreFile wrap(StoreFile file, String name) {
        return new FaultyFile(this, file, name, plan);
    }

    @Override
    long freeBytes(long innerFreeBytes) {
        return Math.min(innerFreeBytes, plan.freeBytes());
    }
}
