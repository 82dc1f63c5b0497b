package io.batpak.core.damage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which part of a store each byte of its files belongs to, by docs/format.md alone. */
final class Layout {
    private static final int HEADER = 192;
    private static final int SLOT = 84;
    private static final int SLOT_DISTANCE = 4_096;

    /**
     * A run of bytes that belong together.
     *
     * @param file the file's name
     * @param from where it begins
     * @param to where it ends
     * @param part what it is
     * @param firstSequence of the events that are lost with it, if any are
     * @param endSequence the next one after them
     */
    record Run(String file, int from, int to, Part part, long firstSequence, long endSequence) {
        int length() {
            return to - from;
        }
    }

    private final SampleStore store;
    private final List<Run> runs = new ArrayList<>();

    private Layout(SampleStore store) {
        this.store = store;
    }

    static List<Run> of(SampleStore store) {
        Layout layout = new Layout(store);
        List<String> segments = store.files().keySet().stream().filter(n -> n.endsWith(".seg")).sorted().toList();
        for (String name : segments) {
            layout.segment(name, name.equals(segments.getLast()));
        }
        layout.frontier();
        layout.add("store.meta", 0, store.files().get("store.meta").length, Part.META);
        layout.add("lock", 0, store.files().get("lock").length, Part.LOCK);
        return layout.runs;
    }

    private static ByteBuffer buffer(Map<String, byte[]> files, String name) {
        return ByteBuffer.wrap(files.get(name)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void add(String file, int from, int to, Part part) {
        runs.add(new Run(file, from, to, part, 0, 0));
    }

    private void segment(String name, boolean active) {
        ByteBuffer b = buffer(store.files(), name);
        int header = runs.size();
        long first = b.getLong(40);
        long next = first;
        int at = HEADER;
        while (at + 28 <= b.limit() && b.getInt(at + 8) != 0) {
            int end = at + b.getInt(at + 8);
            switch (b.get(at + 12)) {
                case 1 -> {
                    boolean unforced = active && !store.clean() && next == store.events().size() - 1;
                    Part part = unforced ? Part.UNFORCED_EVENT : active ? Part.ACTIVE_EVENT : Part.SEALED_EVENT;
                    runs.add(new Run(name, at, end, part, next, next + 1));
                    next++;
                }
                case 7 -> add(name, at, end, Part.SEAL);
                default -> add(name, at, end, active ? Part.ACTIVE_MARKER : Part.SEALED_MARKER);
            }
            at = end;
        }
        if (at < b.limit()) {
            add(name, at, b.limit(), Part.ZERO_TAIL);
        }
        runs.add(header, new Run(name, 0, HEADER, active ? Part.ACTIVE_HEADER : Part.SEALED_HEADER, first, next));
    }

    private void frontier() {
        ByteBuffer b = buffer(store.files(), "frontier");
        boolean firstIsNewer = b.getLong(44) > b.getLong(SLOT_DISTANCE + 44);
        add("frontier", 0, SLOT, firstIsNewer ? Part.NEWEST_SLOT : Part.OLDER_SLOT);
        add("frontier", SLOT, SLOT_DISTANCE, Part.BETWEEN_SLOTS);
        add("frontier", SLOT_DISTANCE, SLOT_DISTANCE + SLOT, firstIsNewer ? Part.OLDER_SLOT : Part.NEWEST_SLOT);
        add("frontier", SLOT_DISTANCE + SLOT, b.limit(), Part.BETWEEN_SLOTS);
    }
}
