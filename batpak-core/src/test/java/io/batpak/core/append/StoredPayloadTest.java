package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A payload is stored as its bytes, neither wrapped nor filled up: zeros at its end belong to it (J-33, W-036). */
class StoredPayloadTest {
    @Test // W-036
    void arrayThatIsHandedOver_andChangedAfterwards_changesNothingThatIsStored() {
        byte[] array = {1, 2, 3};
        try (Store store = Store.open(Requests.config(new MemoryFileSystem()).build())) {
            Bytes payload = Bytes.wrap(array);
            AppendReceipt receipt = store.append(AppendRequest.ofBytes(Requests.ORDER, EventKind.DATA, payload));
            array[0] = 9;
            assertThat(payload.at(0)).as("it is the array itself").isEqualTo((byte) 9);
            assertThat(store.get(receipt.id()).orElseThrow().payload())
                    .isEqualTo(Bytes.of((byte) 1, (byte) 2, (byte) 3));
            assertThat(store.verify().ok()).isTrue();
        }
    }

    @Test // W-036, J-33
    void payloads_ofEveryLength_areStoredAndReadToTheByte() {
        MemoryFileSystem files = new MemoryFileSystem();
        List<byte[]> payloads = new ArrayList<>();
        for (int length = 0; length < 40; length++) {
            payloads.add(new byte[length]);
            byte[] ones = new byte[length];
            Arrays.fill(ones, (byte) 0xff);
            payloads.add(ones);
        }
        List<AppendReceipt> receipts = new ArrayList<>();
        try (Store store = Store.open(Requests.config(files).build())) {
            for (byte[] payload : payloads) {
                AppendRequest request = AppendRequest.ofBytes(Requests.ORDER, EventKind.DATA, Bytes.of(payload));
                receipts.add(store.append(request));
                receipts.addAll(store.appendBatch(List.of(request)));
            }
        }
        try (Store store = Store.open(Requests.config(files).build())) {
            for (int i = 0; i < receipts.size(); i++) {
                byte[] expected = payloads.get(i / 2);
                assertThat(FrameBytes.of(files.snapshot(Requests.DIRECTORY), receipts.get(i)).payload())
                        .isEqualTo(expected);
                assertThat(store.get(receipts.get(i).id()).orElseThrow().payload().toArray()).isEqualTo(expected);
            }
        }
    }
}
