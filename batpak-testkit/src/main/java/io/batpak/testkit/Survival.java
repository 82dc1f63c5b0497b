package io.batpak.testkit;

import java.util.List;
import java.util.function.LongPredicate;

/**
 * What of the unforced changes one crash leaves.
 *
 * @param names whether the change of names that an operation made is left
 * @param bytes what is left of a file's bytes
 */
record Survival(LongPredicate names, Bytes bytes) {
    static final LongPredicate NO_NAME = operation -> false;
    static final LongPredicate EVERY_NAME = operation -> true;

    /** Loses every unforced byte. */
    static final Bytes NO_BYTES = (durable, unforced) -> durable.copy();

    /** Keeps every byte. */
    static final Bytes EVERY_BYTE = upTo(Long.MAX_VALUE);

    /** Keeps the length that was written, but not what was written. */
    static final Bytes LENGTH_ONLY = (durable, unforced) -> {
        PagedBytes image = durable.copy();
        long length = durable.length();
        for (ByteChange change : unforced) {
            length = Math.max(length, change.lengthAfter(length));
        }
        image.setLength(length);
        return image;
    };

    /** Builds what a crash leaves of a file. */
    @FunctionalInterface
    interface Bytes {
        /** Returns a new image. */
        PagedBytes left(PagedBytes durable, List<ByteChange> unforced);
    }

    /** Keeps what happened up to an operation. */
    static Bytes upTo(long operation) {
        return (durable, unforced) -> {
            PagedBytes image = durable.copy();
            for (ByteChange change : unforced) {
                if (change.operation() <= operation) {
                    change.applyTo(image);
                }
            }
            return image;
        };
    }

    /** Keeps what happened before an operation, and of that one the first bytes. */
    static Bytes tornAt(long operation, long byteCount) {
        return (durable, unforced) -> {
            PagedBytes image = upTo(operation - 1).left(durable, unforced);
            for (ByteChange change : unforced) {
                if (change.operation() == operation) {
                    change.applyRange(image, change.from(), change.from() + byteCount);
                }
            }
            return image;
        };
    }

    /** Keeps all of a file or nothing, as the dice fall. */
    static Bytes someFiles(Dice dice) {
        return (durable, unforced) -> unforced.isEmpty() || dice.flip(unforced.getFirst().operation(), 0)
                ? EVERY_BYTE.left(durable, unforced)
                : NO_BYTES.left(durable, unforced);
    }
}
