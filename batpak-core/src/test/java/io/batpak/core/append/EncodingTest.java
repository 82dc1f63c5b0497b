package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.event.EventKind;
import io.batpak.testkit.ForceGate;
import io.batpak.testkit.GatedFileSystem;
import io.batpak.testkit.MemoryFileSystem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Payloads are encoded on the thread of their caller and under no lock of the store: not while somebody commits (J-31). */
@Timeout(30)
class EncodingTest {
    @Test // J-31, D-5
    void callers_encodeAndQueue_whileAnotherCommits() throws Exception {
        GatedFileSystem files = new GatedFileSystem(new MemoryFileSystem());
        List<String> encoders = Collections.synchronizedList(new ArrayList<>());
        WordsCodec codec = new WordsCodec(value -> encoders.add(Thread.currentThread().getName() + " " + value));
        try (Store store = Store.open(Requests.config(files).codec("words").provider(codec)
                .executor(new QuietHelper()).build()); ForceGate gate = files.holdForces()) {
            encoders.clear();
            CompletableFuture<AppendReceipt> first = new CompletableFuture<>();
            Thread.ofPlatform().name("first").start(() -> first.complete(store.append(value("one"))));
            gate.awaitHeld();
            CompletableFuture<CompletableFuture<AppendReceipt>> second = new CompletableFuture<>();
            Thread.ofPlatform().name("second").start(() -> second.complete(store.submit(value("two"))));
            CompletableFuture<AppendReceipt> queued = second.get(10, TimeUnit.SECONDS);
            assertThat(gate.heldCount()).as("the first still commits").isEqualTo(1);
            assertThat(queued).isNotDone();
            gate.release();
            assertThat(first.get(10, TimeUnit.SECONDS).revision()).isZero();
            assertThat(queued.get(10, TimeUnit.SECONDS).revision()).isEqualTo(1);
            assertThat(encoders).containsExactly("first one", "second two");
        }
    }

    private static AppendRequest value(String value) {
        return AppendRequest.ofValue(Requests.ORDER, EventKind.DATA, value);
    }
}
