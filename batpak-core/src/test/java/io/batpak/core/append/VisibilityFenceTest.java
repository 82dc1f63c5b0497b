package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.batpak.api.Outbox;
import io.batpak.api.Store;
import io.batpak.api.StoreReader;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.Expectation;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.Event;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.event.Watermark;
import io.batpak.api.read.Notification;
import io.batpak.api.read.PageRequest;
import io.batpak.testkit.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is appended through a visibility fence is seen together, or never (FEN-1 to FEN-10). */
@Timeout(30)
class VisibilityFenceTest {
    private static final Lane SIDE = Lane.of(3);

    private MemoryFileSystem files = new MemoryFileSystem();
    private Store store = open();

    private Store open() {
        return Store.open(Requests.config(files).build());
    }

    private void reopen() {
        store.close();
        store = open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String text(Event event) {
        return new String(event.payload().toArray(), StandardCharsets.UTF_8);
    }

    /** Returns what every way of reading says of the user's events; they must all say the same. */
    static List<String> read(StoreReader reader) {
        List<Event> streamed = reader.stream(Region.ofEntity("order:1"), 0).toList();
        List<Event> all = reader.stream(Region.all(), 0).filter(e -> !e.coordinate().isReserved()).toList();
        assertThat(all.stream().map(Event::sequence)).isEqualTo(streamed.stream().map(Event::sequence).toList());
        List<Event> paged = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.newest(2));
        while (next.isPresent()) {
            var page = reader.page(Region.ofTree("order:1"), next.get());
            paged.addAll(0, page.events().reversed());
            next = page.next();
        }
        assertThat(paged.stream().map(Event::sequence)).isEqualTo(streamed.stream().map(Event::sequence).toList());
        for (long s = 0; s < reader.frontier().written() + 2; s++) {
            long sequence = s;
            boolean isUsers = reader.at(s).filter(e -> !e.coordinate().isReserved()).isPresent();
            assertThat(isUsers).isEqualTo(streamed.stream().anyMatch(e -> e.sequence() == sequence));
        }
        for (Event event : streamed) {
            assertThat(reader.get(event.id())).isPresent();
        }
        List<Event> onLane = streamed.stream().filter(e -> e.lane().equals(Lane.MAIN)).toList();
        assertThat(reader.latest("order:1", Lane.MAIN).map(Event::sequence))
                .isEqualTo(onLane.isEmpty() ? Optional.empty() : Optional.of(onLane.getLast().sequence())); // RD-32
        return streamed.stream().map(VisibilityFenceTest::text).toList();
    }

    private static ErrorCode code(CompletableFuture<?> answer) {
        var failure = catchThrowableOfType(CompletionException.class, answer::join);
        return ((AppendRejectedException) failure.getCause()).code();
    }

    private ErrorCode refusal(Runnable action) {
        return catchThrowableOfType(AppendRejectedException.class, action::run).code();
    }

    @Test // W-130
    void fencedEvents_areInvisibleUntilTheCommit_thenAllVisible_andAnsweredThen() {
        store.append(Requests.event("before"));
        VisibilityFence fence = store.beginVisibilityFence();
        var first = fence.submit(Requests.event("first"));
        var batch = fence.submitBatch(List.of(Requests.event("second"), Requests.event("third")));
        store.force(); // behind them in the queue
        assertThat(read(store)).containsExactly("before");
        assertThat(store.frontier().visible()).isEqualTo(2);
        assertThat(store.frontier().durable()).isEqualTo(5);
        assertThat(first).isNotDone();
        assertThat(batch).isNotDone();

        fence.commit();

        assertThat(read(store)).containsExactly("before", "first", "second", "third");
        assertThat(first.join().durable()).isTrue();
        assertThat(batch.join()).extracting(AppendReceipt::revision).containsExactly(2L, 3L);
        assertThat(store.frontier().visible()).isEqualTo(5);
        store.append(Requests.event("after"));
        reopen();
        assertThat(read(store)).containsExactly("before", "first", "second", "third", "after");
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test // W-131, W-139, W-141
    void cancelledEvents_areNeverVisible_andTheirChainGoesOnBehindThem() {
        store.append(Requests.event("before"));
        VisibilityFence fence = store.beginVisibilityFence();
        var hidden = fence.submit(Requests.event("hidden"));
        fence.cancel();
        assertThat(code(hidden)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
        assertThat(store.frontier().visible()).isEqualTo(2); // it does not count what nobody can see
        AppendReceipt after = store.append(Requests.event("after"));
        assertThat(after.revision()).isEqualTo(2);
        assertThat(store.frontier().visible()).isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            assertThat(read(store)).containsExactly("before", "after");
            assertThat(store.verify().damages()).isEmpty();
            try (StoreReader reader = Store.openReadOnly(Requests.config(files).build())) {
                assertThat(read(reader)).containsExactly("before", "after");
            }
            reopen();
        }
    }

    @Test // W-132, FEN-3
    void whileOneIsOpen_everythingElseIsRefused_andReadsGoOn() {
        VisibilityFence fence = store.beginVisibilityFence();
        assertThat(refusal(() -> store.append(Requests.event("outside")))).isEqualTo(ErrorCode.VISIBILITY_FENCE_ACTIVE);
        assertThat(refusal(() -> store.appendBatch(List.of(Requests.event("outside")))))
                .isEqualTo(ErrorCode.VISIBILITY_FENCE_ACTIVE);
        assertThat(code(store.submit(Requests.event("outside")))).isEqualTo(ErrorCode.VISIBILITY_FENCE_ACTIVE);
        assertThat(code(store.submitBatch(List.of(Requests.event("outside")))))
                .isEqualTo(ErrorCode.VISIBILITY_FENCE_ACTIVE);
        assertThat(store.trySubmit(Requests.event("outside"))).isInstanceOf(Submission.Fenced.class); // W-103
        assertThat(store.trySubmitBatch(List.of(Requests.event("outside")))).isInstanceOf(Submission.Fenced.class);
        assertThat(refusal(store::beginVisibilityFence)).isEqualTo(ErrorCode.VISIBILITY_FENCE_ACTIVE);
        store.force();
        assertThat(store.frontier().written()).isEqualTo(1);
        fence.commit();
        store.append(Requests.event("outside"));
        assertThat(read(store)).containsExactly("outside");
    }

    @Test // W-132, FEN-4
    void fenceThatHasEnded_refusesEverything() {
        VisibilityFence committed = store.beginVisibilityFence();
        committed.commit();
        VisibilityFence cancelled = store.beginVisibilityFence();
        cancelled.cancel();
        VisibilityFence open = store.beginVisibilityFence();
        for (VisibilityFence ended : List.of(committed, cancelled)) {
            assertThat(code(ended.submit(Requests.event("late")))).isEqualTo(ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE);
            assertThat(code(ended.submitBatch(List.of(Requests.event("late")))))
                    .isEqualTo(ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE);
            assertThat(refusal(ended::commit)).isEqualTo(ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE);
            assertThat(refusal(ended::cancel)).isEqualTo(ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE);
            ended.close();
        }
        var answer = open.submit(Requests.event("through the open one"));
        open.commit();
        assertThat(answer.join().sequence()).isEqualTo(1);
        assertThat(store.frontier().durable()).isEqualTo(2); // J-8: nobody else asked for a force
    }

    @Test // FEN-7, FEN-8
    void fenceWithoutEvents_changesNothing() {
        store.append(Requests.event("only"));
        store.beginVisibilityFence().commit();
        store.beginVisibilityFence().cancel();
        store.beginVisibilityFence().close();
        store.append(Requests.event("next"));
        assertThat(read(store)).containsExactly("only", "next");
        reopen();
        assertThat(read(store)).containsExactly("only", "next");
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test // FEN-6
    void refusals_areAnsweredAtOnce_andLeaveTheFenceUsable() {
        VisibilityFence fence = store.beginVisibilityFence();
        var refused = fence.submit(Requests.expecting(Expectation.at(7), Requests.event("refused")));
        assertThat(code(refused)).isEqualTo(ErrorCode.EXPECTATION_FAILED);
        var taken = fence.submit(Requests.expecting(Expectation.empty(), Requests.event("taken"))); // J-18
        var next = fence.submit(Requests.expecting(Expectation.at(0), Requests.event("next"))); // sees the hidden head
        fence.commit();
        assertThat(taken.join().revision()).isZero();
        assertThat(next.join().revision()).isOne();
        assertThat(read(store)).containsExactly("taken", "next");
    }

    @Test // W-161, J-10
    void keyOfACancelledFence_isRefusedForEver_byEveryRoute() {
        VisibilityFence fence = store.beginVisibilityFence();
        fence.submit(Requests.keyed("hidden key", "hidden"));
        fence.submitBatch(List.of(Requests.keyed("batch key", "hidden too")));
        fence.cancel();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.append(Requests.keyed("hidden key", "hidden")))
                    .isInstanceOfSatisfying(AppendRejectedException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
                        assertThat(e).hasMessageContaining(Requests.key("hidden key").toString());
                    });
            assertThat(refusal(() -> store.appendBatch(List.of(Requests.keyed("batch key", "hidden too")))))
                    .isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            VisibilityFence another = store.beginVisibilityFence();
            assertThat(code(another.submit(Requests.keyed("hidden key", "hidden"))))
                    .isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
            another.commit();
            reopen();
        }
        assertThat(read(store)).isEmpty();
    }

    @Test // FEN-6, J-34
    void sameKeyTwiceInAFence_isOneEvent_andBothAnswersWait() {
        AppendReceipt earlier = store.append(Requests.keyed("known", "earlier"));
        VisibilityFence fence = store.beginVisibilityFence();
        assertThat(fence.submit(Requests.keyed("known", "earlier")).join()).isEqualTo(earlier); // it can be seen: at once
        var first = fence.submit(Requests.keyed("key", "once"));
        var again = fence.submit(Requests.keyed("key", "once"));
        store.force();
        assertThat(List.of(first, again)).noneMatch(CompletableFuture::isDone);
        fence.commit();
        assertThat(again.join()).isEqualTo(first.join());
        assertThat(again.join().replayed()).isTrue();
        assertThat(again.join().durable()).isTrue();
        assertThat(read(store)).containsExactly("earlier", "once");
    }

    @Test // W-133, FEN-10
    void close_ofAnOpenFence_cancelsIt() {
        CompletableFuture<AppendReceipt> answer;
        try (VisibilityFence fence = store.beginVisibilityFence()) {
            answer = fence.submit(Requests.event("dropped"));
        }
        assertThat(code(answer)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
        store.append(Requests.event("next"));
        assertThat(read(store)).containsExactly("next");
    }

    @Test // W-134, J-22
    void closeOfTheStore_cancelsTheFence_andAnswersWhatWaits() {
        store.append(Requests.event("before"));
        VisibilityFence fence = store.beginVisibilityFence();
        var answer = fence.submit(Requests.event("hidden"));
        store.close();
        assertThat(code(answer)).isEqualTo(ErrorCode.VISIBILITY_FENCE_CANCELLED);
        fence.cancel(); // it has ended so already
        fence.close();
        store = open();
        assertThat(store.openReport().cleanStart()).isTrue();
        assertThat(read(store)).containsExactly("before");
        store.append(Requests.event("after"));
        assertThat(read(store)).containsExactly("before", "after");
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test // W-136, W-121
    void commit_movesTheVisiblePointsOfTheLanes_andACancelDoesNot() throws InterruptedException {
        store.append(Requests.event("on the main lane"));
        VisibilityFence cancelled = store.beginVisibilityFence();
        cancelled.submit(Requests.event("hidden").with(
                Requests.event("").options().toBuilder().lane(SIDE).build()));
        cancelled.cancel();
        assertThat(store.frontier().lane(SIDE).visible()).isZero();
        VisibilityFence fence = store.beginVisibilityFence();
        fence.submit(Requests.event("aside").with(Requests.event("").options().toBuilder().lane(SIDE).build()));
        fence.submit(Requests.event("main"));
        store.force();
        assertThat(store.frontier().lane(SIDE).visible()).isZero();
        assertThat(store.frontier().lane(SIDE).written()).isEqualTo(4);
        assertThat(store.frontier().lane(Lane.MAIN).visible()).isEqualTo(2);
        fence.commit();
        assertThat(store.frontier().lane(SIDE).visible()).isEqualTo(4);
        assertThat(store.frontier().lane(Lane.MAIN).visible()).isEqualTo(5);
        store.awaitFrontier(Watermark.VISIBLE, 5, Duration.ZERO);
        store.awaitFrontier(Watermark.EMITTED, SIDE, 4, Duration.ZERO);
    }

    @Test // READ 6.1: fenced events arrive at the commit, cancelled ones never
    void subscriptions_getFencedEventsAtTheCommit_andHiddenOnesNever() throws InterruptedException {
        try (var subscription = store.subscribe(Region.all())) {
            VisibilityFence cancelled = store.beginVisibilityFence();
            cancelled.submit(Requests.event("hidden"));
            cancelled.cancel();
            VisibilityFence fence = store.beginVisibilityFence();
            fence.submit(Requests.event("first"));
            fence.submit(Requests.event("second"));
            store.force();
            assertThat(subscription.poll()).isEmpty();
            fence.commit();
            assertThat(subscription.take(Duration.ofSeconds(20)).map(Notification::sequence)).contains(2L);
            assertThat(subscription.take(Duration.ofSeconds(20)).map(Notification::sequence)).contains(3L);
            store.append(Requests.event("after"));
            assertThat(subscription.take(Duration.ofSeconds(20)).map(Notification::sequence)).contains(4L);
        }
    }

    @Test // J-36
    void outboxOfAFence_keepsItsRequestsUntilTheCommit() {
        VisibilityFence fence = store.beginVisibilityFence();
        Outbox outbox = store.outbox(fence);
        outbox.stage(Requests.event("first"));
        outbox.stage(Requests.event("second"));
        assertThatThrownBy(outbox::flush).isInstanceOf(IllegalStateException.class);
        var answer = outbox.submitFlush();
        store.force();
        assertThat(outbox.requests()).hasSize(2);
        fence.commit();
        assertThat(answer.join()).hasSize(2);
        assertThat(outbox.requests()).isEmpty();
    }

    @Test // J-7: a reader beside the writer sees nothing of an open fence, and all of it after the commit
    void readerBesideTheWriter_seesAFenceWhenItIsCommitted() {
        store.append(Requests.event("before"));
        try (StoreReader reader = Store.openReadOnly(Requests.config(files).build())) {
            VisibilityFence fence = store.beginVisibilityFence();
            fence.submit(Requests.event("fenced"));
            store.force();
            assertThat(reader.refresh().visible()).isEqualTo(2);
            assertThat(reader.frontier().durable()).isEqualTo(3);
            assertThat(read(reader)).containsExactly("before");
            fence.commit();
            reader.refresh();
            assertThat(read(reader)).containsExactly("before", "fenced");
            VisibilityFence cancelled = store.beginVisibilityFence();
            cancelled.submit(Requests.event("hidden"));
            cancelled.cancel();
            store.append(Requests.event("after"));
            reader.refresh();
            assertThat(read(reader)).containsExactly("before", "fenced", "after");
        }
    }

    @Test // a fence may go over the end of a segment, and so may its end
    void fenceOverSegments_isCommittedAndCancelledAsAWhole() {
        store.close();
        files = new MemoryFileSystem();
        store = Store.open(Requests.config(files).segmentMaxBytes(64 << 10).build());
        for (boolean commits : new boolean[] {false, true, false}) {
            VisibilityFence fence = store.beginVisibilityFence();
            for (int i = 0; i < 40; i++) {
                fence.submit(Requests.sized(8_000));
            }
            if (commits) {
                fence.commit();
            } else {
                fence.cancel();
            }
        }
        assertThat(store.stream(Region.ofEntity("order:1"), 0)).hasSize(40);
        reopen();
        assertThat(store.openReport().segments()).isGreaterThan(10);
        assertThat(store.stream(Region.ofEntity("order:1"), 0).map(Event::sequence)).hasSize(40).contains(41L, 80L);
        assertThat(store.verify().damages()).isEmpty();
    }
}
