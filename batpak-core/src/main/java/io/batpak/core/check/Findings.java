package io.batpak.core.check;

import io.batpak.api.error.ErrorCode;
import io.batpak.api.verify.CheckReport.Damage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** What was found so far. Keeps the first {@value #MAX_DAMAGES} damages and says how many more there were. */
final class Findings {
    /** In place of a sequence that is not known. */
    static final long UNKNOWN = -1;

    private static final int MAX_DAMAGES = 10_000;
    private static final int MAX_WARNINGS = 1_000;
    private static final String MEND = " Restore the file from a copy, or take what is whole into a new store with salvage.";

    private final List<Damage> damages = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long dropped;

    /** Notes a damage: the message says what is wrong; where it is and how to mend it are added. */
    void damage(ErrorCode code, String file, long offset, long sequence, String what) {
        if (damages.size() == MAX_DAMAGES) {
            dropped++;
            return;
        }
        String message = file + ", offset " + offset + ": " + what + "." + MEND;
        damages.add(new Damage(
                code, file, offset, sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence), message));
    }

    void warn(String message) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(message);
        }
    }

    /** Returns how many damages there are now. */
    long count() {
        return damages.size() + dropped;
    }

    List<Damage> damages() {
        List<Damage> sorted = new ArrayList<>(damages);
        sorted.sort(Comparator.comparing(Damage::file).thenComparingLong(Damage::offset));
        return List.copyOf(sorted);
    }

    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (dropped > 0) {
            all.add(dropped + " more damages were found than are listed");
        }
        return List.copyOf(all);
    }
}
