package io.batpak.testkit;

import java.util.List;

/**
 * Each sector of 512 bytes reached the medium at a moment of its own, or never: any subset of sectors is left, in any
 * mixture of ages. The length has a moment of its own too.
 *
 * <p>Within one sector changes stay in order: what is written back is the sector as it was in memory at that moment.
 * A truncation belongs to the length, as a file system journals it, and not to the sectors.
 */
final class SectorLottery implements Survival.Bytes {
    static final int SECTOR_BYTES = 512;

    private final Dice dice;

    SectorLottery(Dice dice) {
        this.dice = dice;
    }

    @Override
    public PagedBytes left(PagedBytes durable, List<ByteChange> unforced) {
        PagedBytes image = durable.copy();
        if (unforced.isEmpty()) {
            return image;
        }
        long file = unforced.getFirst().operation();
        int lengthChanges = dice.reached(unforced.size(), file, -1);
        long length = durable.length();
        for (int i = 0; i < unforced.size(); i++) {
            ByteChange change = unforced.get(i);
            if (i < lengthChanges) {
                length = change.lengthAfter(length);
            }
            if (!change.isTruncation()) {
                applySectors(change, i, unforced.size(), file, image);
            } else if (i < lengthChanges) {
                change.applyTo(image);
            }
        }
        image.setLength(length);
        return image;
    }

    private void applySectors(ByteChange change, int index, int count, long file, PagedBytes image) {
        long sector = change.from() / SECTOR_BYTES;
        for (long at = sector * SECTOR_BYTES; at < change.to(); at += SECTOR_BYTES) {
            if (index < dice.reached(count, file, sector)) {
                change.applyRange(image, at, at + SECTOR_BYTES);
            }
            sector++;
        }
    }
}
