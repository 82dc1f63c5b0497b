package io.batpak.testkit;

/** What a fault does to an operation. */
sealed interface FaultAction {
    /** It throws and does nothing. */
    record Fail(String message) implements FaultAction {}

    /** It writes the first bytes, then throws. */
    record ShortWrite(long byteCount) implements FaultAction {}

    /** It reads the first bytes and says so. */
    record ShortRead(int byteCount) implements FaultAction {}

    /** It reads one bit wrong. */
    record FlipBit(long offset, int bit) implements FaultAction {}
}
