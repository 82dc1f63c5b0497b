package io.batpak.testkit;

/**
 * One operation on a file system.
 *
 * @param index its number among those that whoever lists it counts, from 1 on
 * @param kind what was asked for
 * @param name the file it was asked of; empty if it was the directory
 * @param target the new name if it is a {@link OperationKind#REPLACE}, else empty
 * @param offset where it begins, in bytes; the new length if it is a {@link OperationKind#TRUNCATE}
 * @param length how many bytes it is about
 */
public record Operation(long index, OperationKind kind, String name, String target, long offset, long length) {
    /** Makes one that is about a range of bytes in a file. */
    static Operation on(OperationKind kind, String name, long offset, long length) {
        return new Operation(0, kind, name, "", offset, length);
    }

    /** Makes one that is about a name. */
    static Operation on(OperationKind kind, String name) {
        return new Operation(0, kind, name, "", 0, 0);
    }

    /** Makes one that gives a file another name. */
    static Operation replace(String from, String to) {
        return new Operation(0, OperationKind.REPLACE, from, to, 0, 0);
    }

    Operation numbered(long number) {
        return new Operation(number, kind, name, target, offset, length);
    }

    /** Returns true if the file has that name before or afterwards. */
    public boolean concerns(String file) {
        return name.equals(file) || (kind == OperationKind.REPLACE && target.equals(file));
    }

    @Override
    public String toString() {
        return switch (kind) {
            case WRITE, ZERO, READ, VIEW -> "#%d %s %s [%d, +%d]".formatted(index, kind, name, offset, length);
            case TRUNCATE -> "#%d %s %s to %d".formatted(index, kind, name, offset);
            case REPLACE -> "#%d %s %s -> %s".formatted(index, kind, name, target);
            default -> "#%d %s %s".formatted(index, kind, name).strip();
        };
    }
}
