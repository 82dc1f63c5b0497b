package io.batpak.core.segment;

/** The numbers of docs/format.md 3: where each field of a frame lies. */
public final class FrameFormat {
    public static final int VERSION = 0x8000_0002;
    public static final int MAX_LENGTH = 256 << 20;
    public static final int MIN_LENGTH = 32;

    public static final int CHECKSUM = 0;
    public static final int HEADER_CHECK = 4;
    public static final int LENGTH = 8;
    public static final int TYPE = 12;
    public static final int PADDING = 13;
    public static final int FLAGS = 14;
    public static final int FORCED = 16;
    public static final int SEQUENCE = 20;
    public static final int COMMON_LENGTH = 28;

    public static final int EVENT = 1;
    public static final int BEGIN = 2;
    public static final int COMMIT = 3;
    public static final int FENCE_BEGIN = 4;
    public static final int FENCE_COMMIT = 5;
    public static final int FENCE_CANCEL = 6;
    public static final int SEAL = 7;

    public static final int TIME = 28;
    public static final int REVISION = 36;
    public static final int LANE = 40;
    public static final int PREVIOUS_LINK = 44;
    public static final int CALLER = 76;

    /** Offsets inside the caller's part. */
    public static final int KIND = 0;

    public static final int PAYLOAD_VERSION = 2;
    public static final int USER_FLAGS = 4;
    public static final int RESERVED = 5;
    public static final int ENTITY_LENGTH = 6;
    public static final int SCOPE_LENGTH = 8;
    public static final int OPTIONS_LENGTH = 10;
    public static final int EVENT_ID = 14;
    public static final int NAMES = 30;

    public static final int BATCH_ID = 28;
    public static final int BATCH_COUNT = 44;
    public static final int BATCH_DIGEST = 48;
    public static final int BEGIN_LENGTH = 48;
    public static final int COMMIT_LENGTH = 80;
    public static final int FENCE_TOKEN = 28;
    public static final int FENCE_RESERVED = 44;
    public static final int FENCE_NEXT = 48;
    public static final int FENCE_LENGTH = 56;
    public static final int BATCH_MAX_COUNT = 1_000_000;

    private FrameFormat() {}

    /** Returns the smallest multiple of 8 that is not below {@code length}. */
    public static long align8(long length) {
        return length + 7 & -8L;
    }

    /** Returns how many bytes an event's frame takes whose caller's part and payload have {@code tailLength} bytes. */
    public static int eventLength(int tailLength) {
        return (int) align8((long) CALLER + tailLength);
    }
}
