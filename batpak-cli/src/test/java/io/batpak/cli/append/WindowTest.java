package io.batpak.cli.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.EventKind;
import io.batpak.cli.input.Defaults;
import io.batpak.cli.input.EnvelopeReader;
import io.batpak.cli.input.LineReader;
import io.batpak.cli.output.EventPrinter;
import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Layout;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be under way, and what is told when. The input stays open throughout: nothing may wait for its end. */
@Timeout(60)
class WindowTest {
    private final ScriptedStore store = new ScriptedStore();
    private final PipedOutputStream input = new PipedOutputStream();
    private final Lines out = new Lines();
    private final Lines err = new Lines();
    private CompletableFuture<Integer> status = new CompletableFuture<>();

    /** Collects lines, and lets a test wait for them. */
    private static final class Lines extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized List<String> await(int atLeast) throws InterruptedException {
            while (list().size() < atLeast) {
                wait(10_000);
            }
            return list();
        }

        synchronized List<String> list() {
            return toString(UTF_8).lines().toList();
        }
    }

    private void start(int size, int batchSize, boolean keepGoing) throws Exception {
        Intake intake = new Intake(
                new LineReader(new PipedInputStream(input, 1 << 20)),
                new EnvelopeReader(new Defaults(null, "s", EventKind.DATA)),
                batchSize);
        Journal journal = new Journal(
                new EventPrinter(new JsonLines(out, Layout.LINES), "msgpack"),
                new JsonLines(err, Layout.LINES),
                keepGoing);
        status = CompletableFuture.supplyAsync(() -> {
            try {
                new Window(store, intake, journal, size).run();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return journal.status();
        });
    }

    private void give(String... entities) throws Exception {
        for (String entity : entities) {
            String line = entity.isEmpty() || entity.startsWith("{") ? entity
                    : "{\"entity\":\"" + entity + "\",\"payload\":1}";
            input.write((line + "\n").getBytes(UTF_8));
        }
        input.flush();
    }

    private static AppendRejectedException refusal() {
        return new AppendRejectedException(
                new Rejection.Refused(ErrorCode.RESERVED, "no"), AppendRejectedException.Stage.ADMIT);
    }

    private static List<String> entities(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(".*\"entity\":\"(.*?)\".*", "$1")).toList();
    }

    @AfterEach
    void end() throws Exception {
        input.close();
    }

    @Test
    void receipt_isPrinted_whileTheInputStaysOpen() throws Exception {
        start(4, Intake.SINGLES, false);
        give("a");
        store.awaitSubmitted(0).commit();
        assertThat(entities(out.await(1))).containsExactly("a");
        give("b");
        store.awaitSubmitted(1).commit();
        assertThat(entities(out.await(2))).containsExactly("a", "b");
        input.close();
        assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void receipts_keepTheOrderOfTheInput() throws Exception {
        start(4, Intake.SINGLES, false);
        give("a", "b", "c");
        store.awaitSubmitted(2).commit();
        store.awaitSubmitted(1).commit();
        assertThat(out.list()).isEmpty();
        store.awaitSubmitted(0).commit();
        assertThat(entities(out.await(3))).containsExactly("a", "b", "c");
    }

    @Test
    void parcels_underWay_areNoMoreThanTheWindow() throws Exception {
        start(3, Intake.SINGLES, false);
        give("a", "b", "c", "d", "e");
        store.awaitSubmitted(2);
        assertThat(store.submittedCount()).isEqualTo(3);
        store.awaitSubmitted(0).commit();
        store.awaitSubmitted(3);
        assertThat(store.submittedCount()).isEqualTo(4);
    }

    @Test
    void refusal_letsThoseUnderWayCommit_andHandsInNoMore() throws Exception {
        start(3, Intake.SINGLES, false);
        give("a", "b", "c", "d", "e");
        store.awaitSubmitted(2).commit();
        store.awaitSubmitted(1).receipts().completeExceptionally(refusal());
        store.awaitSubmitted(0).commit();
        // "d" may have been handed in when "a" was told, before "b" was.
        while (!status.isDone()) {
            if (store.submittedCount() == 4) {
                store.awaitSubmitted(3).commit();
            }
            Thread.onSpinWait();
        }
        assertThat(status.get()).isEqualTo(4);
        assertThat(store.submittedCount()).isBetween(3, 4);
        assertThat(entities(out.list())).startsWith("a", "c").hasSize(store.submittedCount() - 1);
        assertThat(err.list()).containsExactly("{\"error\":\"RESERVED\",\"line\":2,\"message\":\"no\"}");
    }

    @Test
    void badLine_isToldAfterThoseBefore_andEndsTheWork() throws Exception {
        start(4, Intake.SINGLES, false);
        give("a", "{}", "c");
        store.awaitSubmitted(0).commit();
        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(entities(out.list())).containsExactly("a");
        assertThat(err.list()).singleElement().asString().startsWith("{\"error\":\"INPUT_INVALID\",\"line\":2,");
        assertThat(store.submittedCount()).isEqualTo(1);
    }

    @Test
    void keepGoing_goesOn_andEndsWithTheFirstStatus() throws Exception {
        start(2, Intake.SINGLES, true);
        give("a", "b", "{}", "d");
        store.awaitSubmitted(0).receipts().completeExceptionally(refusal());
        store.awaitSubmitted(1).commit();
        store.awaitSubmitted(2).commit();
        input.close();
        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(entities(out.list())).containsExactly("b", "d");
        assertThat(err.list()).hasSize(2);
    }

    @Test
    void batch_withABadLine_isRefusedWhole_andItsRestSkipped() throws Exception {
        start(2, 3, true);
        give("a", "b", "c", "d", "{}", "f", "g", "h", "i", "j");
        store.awaitSubmitted(0).commit();
        store.awaitSubmitted(1).commit();
        input.close();
        store.awaitSubmitted(2).commit();
        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(entities(out.list())).containsExactly("a", "b", "c", "g", "h", "i", "j");
        assertThat(err.list()).singleElement().asString().contains("\"line\":5");
    }

    @Test
    void refusal_ofABatch_namesTheLineOfItsItem() throws Exception {
        start(2, 3, false);
        give("a", "", "b", "c");
        store.awaitSubmitted(0)
                .receipts()
                .completeExceptionally(new AppendRejectedException(
                        new Rejection.Refused(ErrorCode.RESERVED, "no"), AppendRejectedException.Stage.ADMIT, 1));
        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(err.list()).containsExactly("{\"error\":\"RESERVED\",\"line\":3,\"message\":\"no\"}");
    }
}
