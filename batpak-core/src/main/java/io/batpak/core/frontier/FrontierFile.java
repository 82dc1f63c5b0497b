package io.batpak.core.frontier;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Says on disk up to where the log was forced (D-24): written after each force and before the acknowledgement, forced
 * only when traffic pauses and at a close. Belongs to the holder of the writer role, but for {@link #forceNotes}.
 */
public final class FrontierFile {
    public static final String NAME = "frontier";
    static final String STAGING = NAME + ".new";

    private static final int TORN_READS = 3;
    private static final int FILE_LENGTH = 2 * FrontierSlot.DISTANCE;

    private final StoreFile file;
    private final UUID lineage;
    private final UUID token;
    private final byte[] buffer = new byte[FrontierSlot.LENGTH];
    private volatile long note;
    private volatile long forcedNote;

    /** Takes over a file whose newest note has this number. */
    private FrontierFile(StoreFile file, UUID lineage, UUID token, long note) {
        this.file = file;
        this.lineage = lineage;
        this.token = token;
        this.note = note;
        this.forcedNote = note;
    }

    /** Opens the file for a new session, whose notes follow those that are there; makes it where it is missing. */
    public static FrontierFile open(StoreDirectory directory, UUID lineage, UUID token, List<FrontierSlot> slots)
            throws IOException {
        long newest = slots.stream().mapToLong(FrontierSlot::note).max().orElse(0);
        StoreFile file;
        try {
            file = directory.open(NAME, StoreAccess.READ_WRITE_MAPPED);
        } catch (NoSuchFileException e) {
            file = create(directory);
        }
        if (file.length() < FILE_LENGTH) {
            file.zeroTo(file.length(), FILE_LENGTH);
            file.force(ForceMode.ALL);
        }
        return new FrontierFile(file, lineage, token, newest);
    }

    private static StoreFile create(StoreDirectory directory) throws IOException {
        StoreFile file = directory.create(STAGING, StoreAccess.READ_WRITE_MAPPED, StoreDirectory.Permissions.DEFAULT);
        file.zeroTo(0, FILE_LENGTH);
        file.force(ForceMode.ALL);
        directory.replace(STAGING, NAME);
        directory.force();
        return file;
    }

    /** Returns the sound notes of this lineage, in no particular order; none if the file is missing. */
    public static List<FrontierSlot> read(StoreDirectory directory, UUID lineage) throws IOException {
        try (StoreFile file = directory.open(NAME, StoreAccess.READ)) {
            List<FrontierSlot> slots = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                byte[] b = new byte[FrontierSlot.LENGTH];
                if (file.read((long) i * FrontierSlot.DISTANCE, ByteBuffer.wrap(b)) == b.length) {
                    FrontierSlot.decode(b).filter(s -> s.lineage().equals(lineage)).ifPresent(slots::add);
                }
            }
            return slots;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * Returns true if one of the notes is neither sound nor unwritten: it may have been the newest. What a writer is just
     * writing is given time to become sound.
     */
    public static boolean isDamaged(StoreDirectory directory, UUID lineage) throws IOException {
        for (int i = 0; i < TORN_READS; i++) {
            if (read(directory, lineage).size() >= written(directory)) {
                return false;
            }
        }
        return true;
    }

    private static int written(StoreDirectory directory) throws IOException {
        try (StoreFile file = directory.open(NAME, StoreAccess.READ)) {
            int count = 0;
            for (int i = 0; i < 2; i++) {
                byte[] b = new byte[FrontierSlot.LENGTH];
                file.read((long) i * FrontierSlot.DISTANCE, ByteBuffer.wrap(b));
                count += Arrays.equals(b, new byte[FrontierSlot.LENGTH]) ? 0 : 1;
            }
            return count;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Notes that the segment is forced up to {@code offset}. A failure counts as a failed force. */
    public void note(long segment, long offset, long nextSequence) throws IOException {
        write(segment, offset, nextSequence, false);
    }

    /** Notes that the session ends here, and forces that. */
    public void noteClean(long segment, long offset, long nextSequence) throws IOException {
        write(segment, offset, nextSequence, true);
        file.force(ForceMode.DATA);
    }

    private void write(long segment, long offset, long nextSequence, boolean clean) throws IOException {
        long number = note + 1;
        new FrontierSlot(lineage, token, number, segment, offset, nextSequence, clean).encode(buffer);
        file.write((number & 1) * FrontierSlot.DISTANCE, ByteBuffer.wrap(buffer));
        note = number;
    }

    /** Returns the number of the newest note. */
    public long noteNumber() {
        return note;
    }

    /** Returns true if the newest note is not forced yet. */
    public boolean hasUnforcedNotes() {
        return note != forcedNote;
    }

    /** Forces the newest note, unless it is forced already. For the helper. */
    public void forceNotes() throws IOException {
        long number = note;
        if (number != forcedNote) {
            file.force(ForceMode.DATA);
            forcedNote = number;
        }
    }

    public void close() throws IOException {
        file.close();
    }
}
