package io.batpak.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * What a power cut takes of all that was not forced. What was forced always stays, whole; a change of names happens as a
 * whole or not at all.
 *
 * <p><b>The medium:</b> rewriting a sector never damages its earlier bytes. A sector whose write the power cut meets
 * holds new bytes up to some byte and old ones from there on; so what was forced in a sector survives a later append to
 * the same sector.
 *
 * <p>A policy is a value without state: the same one on the same history leaves the same bytes.
 */
public final class CrashPolicy {
    private final String description;
    private final Function<Unforced, Survival> survival;

    private CrashPolicy(String description, Function<Unforced, Survival> survival) {
        this.description = description;
        this.survival = survival;
    }

    /** All that was not forced is lost, bytes and names. */
    public static CrashPolicy loseAll() {
        return fixed("LOSE_ALL", Survival.NO_NAME, Survival.NO_BYTES);
    }

    /** Nothing is lost: the process died, the power stayed. */
    public static CrashPolicy keepAll() {
        return fixed("KEEP_ALL", Survival.EVERY_NAME, Survival.EVERY_BYTE);
    }

    /** The first {@code count} unforced changes, of bytes and names in the order in which they were made, are left. */
    public static CrashPolicy prefix(int count) {
        return new CrashPolicy("PREFIX(" + count + ")", unforced -> upTo(unforced.operation(count)));
    }

    /**
     * Of each file any subset of its unforced sectors is left, as if they had been written in any order, and any of the
     * lengths it had; of the names the first so many changes.
     */
    public static CrashPolicy sectors(long seed) {
        Dice dice = new Dice(seed);
        return new CrashPolicy(seeded("SECTORS", seed), unforced -> {
            long last = unforced.operation(dice.reached(unforced.operations().size(), -2, -2));
            return new Survival(operation -> operation <= last, new SectorLottery(dice));
        });
    }

    /** Like {@link #prefix} for some count, and the last write of those is torn at a byte. */
    public static CrashPolicy torn(long seed) {
        Dice dice = new Dice(seed);
        return new CrashPolicy(seeded("TORN", seed), unforced -> {
            List<ByteChange> writes = unforced.writes();
            if (writes.isEmpty()) {
                return upTo(unforced.operation((int) dice.below(unforced.operations().size() + 1L, -3, -3)));
            }
            ByteChange torn = writes.get((int) dice.below(writes.size(), -4, -4));
            return tornAt(torn, dice.below(torn.to() - torn.from(), -5, -5));
        });
    }

    /**
     * Everything up to the last unforced write is left, and of that one the first {@code byteCount} bytes. After
     * {@link CrashFileSystem#cutAfter} a write, that is the one the power cut tears.
     */
    public static CrashPolicy tornLast(long byteCount) {
        return new CrashPolicy("TORN_LAST(" + byteCount + ")", unforced -> unforced.writes().isEmpty()
                ? upTo(Long.MAX_VALUE)
                : tornAt(unforced.writes().getLast(), byteCount));
    }

    /** Files have the length that was written; where it was not forced, their content is what it was, or zero. */
    public static CrashPolicy zeroExtend() {
        return fixed("ZERO_EXTEND", Survival.EVERY_NAME, Survival.LENGTH_ONLY);
    }

    /** All bytes are left, unforced changes of names are lost. */
    public static CrashPolicy namesLost() {
        return fixed("NAMES_LOST", Survival.NO_NAME, Survival.EVERY_BYTE);
    }

    /** All names are left, unforced bytes are lost. */
    public static CrashPolicy namesKeptBytesLost() {
        return fixed("NAMES_KEPT_BYTES_LOST", Survival.EVERY_NAME, Survival.NO_BYTES);
    }

    /** Any subset of the unforced changes of names is left; of each file all bytes, or the forced ones alone. */
    public static CrashPolicy namesSubset(long seed) {
        Dice dice = new Dice(seed);
        return fixed(seeded("NAMES_SUBSET", seed), operation -> dice.flip(operation, -6), Survival.someFiles(dice));
    }

    /** Returns policies of every sort, some of them several times with seeds made from this one. */
    public static List<CrashPolicy> all(long seed) {
        return List.of(loseAll(), keepAll(), prefix(1), prefix(2), prefix(3), prefix(5), sectors(seed),
                sectors(seed + 1), sectors(seed + 2), torn(seed), torn(seed + 1), tornLast(1), tornLast(511),
                zeroExtend(), namesLost(), namesKeptBytesLost(), namesSubset(seed), namesSubset(seed + 1));
    }

    Survival survival(Unforced unforced) {
        return survival.apply(unforced);
    }

    @Override
    public String toString() {
        return description;
    }

    private static CrashPolicy fixed(String description, LongPredicate names, Survival.Bytes bytes) {
        Survival survival = new Survival(names, bytes);
        return new CrashPolicy(description, unforced -> survival);
    }

    private static Survival upTo(long operation) {
        return new Survival(name -> name <= operation, Survival.upTo(operation));
    }

    private static Survival tornAt(ByteChange torn, long byteCount) {
        return new Survival(name -> name <= torn.operation(), Survival.tornAt(torn.operation(), byteCount));
    }

    private static String seeded(String sort, long seed) {
        return sort + "(" + seed + ")";
    }
}
