package io.batpak.testkit;

import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreDirectory.Permissions;
import io.batpak.api.spi.StoreFileSystem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A file system in memory whose power can fail, and which then has what the medium had and a {@link CrashPolicy} left
 * (SIM-01). Two truths are kept, of bytes and of names: what is visible, and what is durable, with an ordered queue of
 * unforced changes between them. {@link io.batpak.api.spi.StoreFile#force} makes a file's bytes and length durable, not
 * its name; {@link StoreDirectory#force} makes names durable, not bytes. Directories are durable when they are opened.
 *
 * <p>Operations that change or force something are numbered from 1 on, and the power can be cut between any two. A
 * script that is run once can be ended by many policies: {@link #restart} leaves this one as it is.
 *
 * <p>What a policy may do to a sector is said at {@link CrashPolicy}.
 *
 * <p><b>Threads:</b> safe for use by many threads at once; one lock guards all.
 */
public final class CrashFileSystem implements StoreFileSystem {
    private final CrashVolume volume;

    /** Makes an empty one. */
    public CrashFileSystem() {
        this(new CrashVolume());
    }

    private CrashFileSystem(CrashVolume volume) {
        this.volume = volume;
    }

    /** Makes one with a single directory that holds copies of these files, all of it durable. */
    public static CrashFileSystem of(Path directory, Map<String, byte[]> files) {
        CrashFileSystem crash = new CrashFileSystem();
        crash.load(directory, files);
        return crash;
    }

    @Override
    public String name() {
        return "batpak-crash";
    }

    @Override
    public StoreDirectory open(Path directory, StoreAccess access) throws IOException {
        return volume.open(directory, access);
    }

    /**
     * Arms a power cut: once so many operations have happened since this file system was made, every later one, reading
     * ones included, throws {@link SimulatedPowerCut}. With 0, none happens at all. Closing never throws.
     */
    public void cutAfter(long operations) {
        locked(() -> {
            volume.cutAfter(operations);
            return operations;
        });
    }

    /** Cuts the power now. */
    public void cut() {
        locked(() -> {
            volume.cutAfter(volume.operationCount());
            return volume;
        });
    }

    /** Returns true if the power is gone. */
    public boolean isCut() {
        return locked(volume::isCut);
    }

    /**
     * Cuts the power if that has not happened yet, and returns what a policy leaves, as a file system of its own on
     * which everything is durable. This one stays without power, its handles are dead, its locks are nobody's; but it
     * can be asked again, with another policy.
     */
    public CrashFileSystem restart(CrashPolicy policy) {
        cut();
        return locked(() -> new CrashFileSystem(volume.after(policy)));
    }

    /** Returns the changing and forcing operations that happened, in order; each carries its number. */
    public List<Operation> operations() {
        return locked(volume::journal);
    }

    /** Returns how many changing and forcing operations happened. */
    public long operationCount() {
        return locked(volume::operationCount);
    }

    /** Returns how many changes of bytes and names are not forced: the largest meaningful {@link CrashPolicy#prefix}. */
    public int unforcedCount() {
        return locked(() -> volume.unforced().operations().size());
    }

    /** Returns the length in bytes of the write that {@link CrashPolicy#tornLast} tears; 0 if there is none. */
    public long lastWriteLength() {
        List<ByteChange> writes = locked(volume::unforced).writes();
        return writes.isEmpty() ? 0 : writes.getLast().to() - writes.getLast().from();
    }

    /**
     * Lets the {@code nth} force of a file from now on (1 is the next) fail: it throws, and marks clean what it should
     * have made durable. That stays visible, but no later force brings it to the medium, and no crash leaves it.
     */
    public Fault failForce(int nth) {
        return failForce(nth, operation -> operation.kind() == OperationKind.FORCE);
    }

    /** Does the same with the {@code nth} of those forces, of files or directories, that the predicate accepts. */
    public Fault failForce(int nth, Predicate<Operation> which) {
        return locked(() -> volume.forceFaults().fail(nth, which));
    }

    /** Lets all forces, of files or directories, that the predicate accepts return without having done anything. */
    public Fault dropForce(Predicate<Operation> which) {
        return locked(() -> volume.forceFaults().drop(which));
    }

    /** Throws {@link AssertionError} if one of the forces that should have failed or lied never came. */
    public void assertAllFired() {
        Fault.requireAllFired(locked(() -> volume.forceFaults().armed()));
    }

    /** Puts copies of these files into a directory, durable; it is made if it is not there, others in it stay. */
    public void load(Path directory, Map<String, byte[]> files) {
        Images.load(volume, directory, files);
    }

    /** Returns a deep copy of what is durable in all directories, free to be changed. */
    public Map<Path, Map<String, byte[]>> snapshot() {
        return Images.copy(volume, Images.Truth.DURABLE);
    }

    /** Returns a deep copy of what is durable in one directory, free to be changed; empty if it is not there. */
    public Map<String, byte[]> snapshot(Path directory) {
        return Images.copy(volume, directory, Images.Truth.DURABLE);
    }

    /** Returns a deep copy of what is visible in one directory, free to be changed; empty if it is not there. */
    public Map<String, byte[]> visible(Path directory) {
        return Images.copy(volume, directory, Images.Truth.VISIBLE);
    }

    /**
     * Returns what a file was created with.
     *
     * @throws NoSuchFileException if it is not there
     */
    public Permissions permissions(Path directory, String name) throws NoSuchFileException {
        return Images.permissions(volume, directory, name);
    }

    private <T> T locked(Supplier<T> body) {
        volume.lock.lock();
        try {
            return body.get();
        } finally {
            volume.lock.unlock();
        }
    }
}
