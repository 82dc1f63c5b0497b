package io.batpak.core.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was never acknowledged may end anywhere, even inside its first eight bytes: it is cut off, and the rest stays. */
class TornTailTest {
    private static final String LAST = "000003.seg";

    private final SampleStore store = SampleStore.abandoned();
    private final Layout.Run unforced = Layout.of(store).stream().filter(r -> r.part() == Part.UNFORCED_EVENT)
            .findFirst().orElseThrow();

    @Test // THR-10
    void lastEvent_cutAtAnyByte_isCutOff() {
        Map<String, byte[]> files = store.copy();
        byte[] whole = files.get(LAST);
        for (int length = unforced.from(); length < unforced.to(); length++) {
            files.put(LAST, Arrays.copyOf(whole, length));
            new Judge(store).requireOpens(files, store.events().size() - 1);
        }
        files.put(LAST, Arrays.copyOf(whole, unforced.to()));
        new Judge(store).requireOpens(files, store.events().size());
    }

    @Test // THR-10
    void lastEvent_ofWhichAnySuffixIsZero_isCutOff() {
        Map<String, byte[]> files = store.copy();
        for (int from = unforced.from(); from < unforced.to() - 8; from += 3) {
            byte[] torn = store.files().get(LAST).clone();
            Arrays.fill(torn, from, unforced.to(), (byte) 0);
            files.put(LAST, torn);
            new Judge(store).requireOpens(files, store.events().size() - 1);
        }
    }

    @Test // THR-22
    void payload_thatEndsLikeASealRecord_isNone() {
        byte[] payload = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(392, 400).put(396, "SEAL".getBytes(StandardCharsets.US_ASCII)).array();
        MemoryFileSystem files = new MemoryFileSystem();
        Store open = Store.open(SampleStore.config(files, 1));
        AppendReceipt receipt = open.append(
                AppendRequest.ofBytes(Coordinate.of("order:1", "shop!!!"), EventKind.DATA, Bytes.of(payload)));
        Map<String, byte[]> left = files.snapshot(SampleStore.DIRECTORY);
        int end = (int) receipt.position().offset() + receipt.position().length();
        left.put("000001.seg", Arrays.copyOf(left.get("000001.seg"), end));
        assertThat(left.get("000001.seg")).as("the file ends like a seal record").endsWith('S', 'E', 'A', 'L');
        MemoryFileSystem copy = MemoryFileSystem.of(SampleStore.DIRECTORY, left);
        try (Store again = Store.open(SampleStore.config(copy, 2))) {
            assertThat(again.get(receipt.id()).orElseThrow().payload()).isEqualTo(Bytes.of(payload));
            assertThat(again.openReport().tailCut()).isEmpty();
            assertThat(again.verify().damages()).isEmpty();
        }
    }
}
