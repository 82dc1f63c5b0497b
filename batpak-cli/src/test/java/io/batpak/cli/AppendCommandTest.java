package io.batpak.cli;

import static io.batpak.cli.Cli.append;
import static io.batpak.cli.Cli.events;
import static io.batpak.cli.Cli.number;
import static io.batpak.cli.Cli.run;
import static io.batpak.cli.Cli.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Value;
import io.batpak.cli.Cli.Result;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AppendCommandTest {
    @TempDir
    private Path directory;

    private String store = "";

    @BeforeEach
    void name() {
        store = directory.resolve("store").toString();
    }

    private List<Value.Struct> export() {
        return run("export", "--store", store).objects();
    }

    private long count() {
        return Files.exists(Path.of(store)) ? export().size() : 0;
    }

    @Test
    void receipt_hasTheFieldsInOrder() {
        Result result = append(
                "{\"entity\":\"a:1\",\"scope\":\"s\",\"kind\":61441,\"payload\":{\"n\":1},\"lane\":7}\n", "--store",
                store);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .matches(
                        "\\{\"sequence\":1,\"id\":\"[0-9a-f]{32}\",\"entity\":\"a:1\",\"scope\":\"s\","
                                + "\"kind\":\"0xF001\","
                                + "\"revision\":0,\"lane\":7,\"hash\":\"[0-9a-f]{64}\",\"link\":\"[0-9a-f]{64}\","
                                + "\"durable\":true,"
                                + "\"replayed\":false}\n");
    }

    @Test
    void lines_withMarkCarriageReturnsAndBlanks_areAppended() {
        Result result = append(
                "\ufeff{\"payload\":1}\r\n\r\n \t\n{\"payload\":2}\r\n{\"payload\":3}",
                "--store",
                store,
                "--entity",
                "e",
                "--scope",
                "s",
                "--kind",
                "0x1000");
        assertThat(result.status()).isZero();
        assertThat(result.objects()).hasSize(3);
        assertThat(export()).extracting(event -> number(event, "payload")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void badLine_endsTheWork_andIsNamed() {
        Result result = append(events("a") + "\n{\"no\n" + events("b"), "--store", store);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.objects()).hasSize(1);
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(text(error, "error")).isEqualTo("INPUT_INVALID");
            assertThat(number(error, "line")).isEqualTo(3);
            assertThat(error.entries().keySet()).containsExactly("error", "line", "message");
        });
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void badLine_withKeepGoing_isSkipped() {
        Result result = append(
                events("a") + "{}\n" + events("b").replace("}", ",\"expect\":9}") + events("c"), "--store", store,
                "--keep-going");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.objects()).hasSize(2);
        assertThat(result.errors()).extracting(error -> number(error, "line")).containsExactly(2L, 3L);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void payload_comesBackAsItWas() {
        String payload = "{\"\":[-0.0,1.0,1,123456789012345678901234567890,0.10000000000000000555,"
                + "1E+400,null,true,\"\\u0000é😀\"],"
                + "\"nested\":{\"a\":{},\"b\":[]}}";
        append("{\"payload\":" + payload + "}", "--store", store, "--entity", "e", "--scope", "s", "--kind", "4096");
        assertThat(run("export", "--store", store).out()).contains("\"payload\":" + payload + ",\"hash\"");
    }

    @Test
    void key_thatIsKnown_returnsTheFirstReceipt() {
        String line = events("a").replace("}", ",\"key\":\"once\"}");
        Result first = append(line, "--store", store);
        Result again = append(line, "--store", store);
        assertThat(again.status()).isZero();
        assertThat(again.out()).isEqualTo(first.out().replace("\"replayed\":false", "\"replayed\":true"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void key_ofAnotherOperation_isRefused() {
        append(events("a").replace("}", ",\"key\":\"once\"}"), "--store", store);
        Result other = append(events("b").replace("}", ",\"key\":\"once\"}"), "--store", store);
        assertThat(other.status()).isEqualTo(4);
        assertThat(other.errors()).singleElement().satisfies(error -> {
            assertThat(text(error, "error")).isEqualTo("IDEMPOTENCY_CONFLICT");
            assertThat(number(error, "line")).isEqualTo(1);
        });
    }

    @Test
    void expectation_thatFails_saysBothRevisions() {
        append(events("a", "a", "a"), "--store", store);
        Result refused = append(events("a").replace("}", ",\"expect\":1}"), "--store", store);
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(text(error, "error")).isEqualTo("EXPECTATION_FAILED");
            assertThat(text(error, "message")).contains("1").contains("2");
        });
        assertThat(append(events("a").replace("}", ",\"expect\":2}"), "--store", store).status()).isZero();
        assertThat(append(events("b").replace("}", ",\"expect\":\"empty\"}"), "--store", store).status()).isZero();
        assertThat(append(events("b").replace("}", ",\"expect\":\"empty\"}"), "--store", store).status()).isEqualTo(4);
    }

    @Test
    void kind_ofTheStore_isRefused() {
        assertThat(append(events("a").replace("0xF001", "0x0001"), "--store", store).status()).isEqualTo(4);
        assertThat(append(events("batpak:x"), "--store", store).errors())
                .extracting(error -> text(error, "error"))
                .containsExactly("RESERVED");
    }

    @Test
    void batch_isAtomic() {
        Result result = append(events("a", "b", "c", "d") + "{}\n" + events("e"), "--store", store, "--batch", "3");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.objects()).hasSize(3);
        assertThat(result.errors()).extracting(error -> number(error, "line")).containsExactly(5L);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void batch_atTheEnd_isShorter() {
        Result result = append(events("a", "b", "c", "d"), "--store", store, "--batch", "3");
        assertThat(result.status()).isZero();
        assertThat(result.objects()).extracting(receipt -> number(receipt, "sequence")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void batch_withAnExpectation_isRefusedAtItsLine() {
        Result result = append(
                events("a") + "\n" + events("b").replace("}", ",\"expect\":\"empty\"}") + events("c"), "--store", store,
                "--batch", "3");
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.errors()).extracting(error -> number(error, "line")).containsExactly(3L);
        assertThat(count()).isZero();
    }

    @Test
    void batch_keyedInPart_isRefused() {
        Result result = append(events("a").replace("}", ",\"key\":\"k\"}") + events("b"), "--store", store, "--batch",
                "2");
        assertThat(result.status()).isEqualTo(4);
        assertThat(count()).isZero();
    }

    @Test
    void batch_ofTheLargestSize_isAppended() {
        String[] entities = IntStream.range(0, 4096).mapToObj(i -> "e" + i % 7).toArray(String[]::new);
        Result result = append(events(entities), "--store", store, "--batch", "4096");
        assertThat(result.err()).isEmpty();
        assertThat(result.objects()).hasSize(4096);
    }

    @Test
    void batch_ofLargePayloads_isAppended() {
        String large = "\"" + "x".repeat(3 << 20) + "\"";
        String lines = events("a", "b").replaceAll("\"payload\":[01]", "\"payload\":" + large);
        Result result = append(lines, "--store", store, "--batch", "2");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void payload_overItsLimit_isRefused() {
        String large = "\"" + "x".repeat(17 << 20) + "\"";
        Result result = append(events("a").replace("\"payload\":0", "\"payload\":" + large), "--store", store);
        assertThat(result.status()).isEqualTo(4);
        assertThat(result.errors()).extracting(error -> text(error, "error")).containsExactly("LIMIT_EXCEEDED");
    }

    @Test
    void threads_keepTheOrderOfTheReceipts() {
        String[] entities = IntStream.range(0, 500).mapToObj(i -> "e" + i).toArray(String[]::new);
        Result result = append(events(entities), "--store", store, "--threads", "16");
        assertThat(result.status()).isZero();
        assertThat(result.objects()).extracting(receipt -> text(receipt, "entity")).containsExactly(entities);
        assertThat(count()).isEqualTo(500);
    }

    @Test
    void durabilityWritten_isSaidInTheReceipt() {
        assertThat(append(events("a"), "--store", store, "--durability", "written").out())
                .contains("\"durable\":false");
    }

    @Test
    void receipt_isPrinted_whileTheInputStaysOpen() throws Exception {
        for (String threads : List.of("1", "4")) {
            PipedOutputStream input = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(input);
            PipedOutputStream out = new PipedOutputStream();
            PipedInputStream receipts = new PipedInputStream(out);
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> Main.run(
                    new String[] {"append", "--store", store, "--threads", threads}, in, out, System.err));
            for (int i = 0; i < 3; i++) {
                input.write(events("e").getBytes(UTF_8));
                input.flush();
                StringBuilder line = new StringBuilder();
                for (int c = receipts.read(); c != '\n'; c = receipts.read()) {
                    line.append((char) c);
                }
                assertThat(line.toString()).startsWith("{\"sequence\":");
            }
            input.close();
            assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--batch 0", "--batch 4097", "--batch -1", "--batch x", "--batch 1.0", "--threads 0",
        "--threads -2",
        "--threads 99999", "--durability never", "--segment-bytes 65535", "--segment-bytes 1e6", "--segment-bytes -1",
        "--hash md5", "--encrypt per-entity", "--encrypt nonsense", "--kind 0x12345", "--kind F001", "--kind 65536",
        "--kind -1", "--kind 61441.0", "--entity \u0001", "--bogus", "surplus", "--batch", "--threads 2 --threads 3"})
    void option_thatIsBad_isRefusedBeforeAnythingIsMade(String options) {
        String[] args = ("--store " + store + " " + options).split(" ");
        Result result = append(events("a"), args);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(text(error, "error")).isEqualTo("OPTION_INVALID");
            assertThat(error.entries()).doesNotContainKey("line");
        });
        assertThat(Path.of(store)).doesNotExist();
    }

    @Test
    void store_thatIsNotNamed_isAUsageError() {
        assertThat(append(events("a")).status()).isEqualTo(2);
        assertThat(append(events("a"), "--store", "").status()).isEqualTo(2);
    }

    @Test
    void store_thatIsLocked_isUnavailable() {
        try (Store holder = Store.open(StoreConfig.of(Path.of(store)))) {
            assertThat(holder.openReport().created()).isTrue();
            Result result = append(events("a"), "--store", store);
            assertThat(result.status()).isEqualTo(3);
            assertThat(result.errors()).singleElement().satisfies(error -> {
                assertThat(text(error, "error")).isEqualTo("STORE_LOCKED");
                assertThat(text(error, "message")).contains(Long.toString(ProcessHandle.current().pid()));
                assertThat(error.entries()).doesNotContainKey("line");
            });
        }
    }

    @Test
    void store_thatIsAFile_isUnavailable() throws IOException {
        Files.writeString(Path.of(store), "x");
        assertThat(append(events("a"), "--store", store).status()).isEqualTo(3);
        assertThat(Path.of(store)).hasContent("x");
    }

    @Test
    void settings_thatContradictTheStore_areRefused() {
        assertThat(append(events("a"), "--store", store, "--hash", "sha-256", "--segment-bytes", "65536").status())
                .isZero();
        assertThat(append(events("a"), "--store", store).status()).isZero();
        assertThat(append(events("a"), "--store", store, "--hash", "sha-256").status()).isZero();
        assertThat(append(events("a"), "--store", store, "--hash", "blake3").errors())
                .extracting(error -> text(error, "error"))
                .containsExactly("SETTINGS_CONFLICT");
        assertThat(append(events("a"), "--store", store, "--segment-bytes", "131072").status()).isEqualTo(4);
    }

    @Test
    void input_thatIsEmpty_makesAnEmptyStore() {
        assertThat(append("", "--store", store)).isEqualTo(new Result(0, "", ""));
        assertThat(count()).isZero();
    }

    @Test
    void tail_thatIsTorn_isCutAndReported() throws IOException {
        Path torn = Files.createDirectory(directory.resolve("torn"));
        try (Store open = Store.open(StoreConfig.of(Path.of(store)))) {
            open.append(Coordinate.of("e", "s"), EventKind.DATA, Bytes.of((byte) 1));
            try (Stream<Path> files = Files.list(Path.of(store))) { // as a process that dies leaves them
                // what is being prepared goes away by itself, and is no part of the store
                for (Path file : files.filter(f -> !f.toString().endsWith(".new")).toList()) {
                    Files.copy(file, torn.resolve(file.getFileName()));
                }
            }
        }
        Path segment = torn.resolve("000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        java.util.Arrays.fill(bytes, end + 16, end + 80, (byte) 0x55);
        Files.write(segment, bytes);
        Result result = append(events("e"), "--store", torn.toString());
        assertThat(result.status()).isZero();
        assertThat(result.objects()).hasSize(1);
        assertThat(result.errors()).anySatisfy(warning -> {
            assertThat(text(warning, "warning")).isEqualTo("TAIL_CUT");
            assertThat(text(warning, "file")).isEqualTo("000001.seg");
            assertThat(warning.entries()).doesNotContainKey("error");
        });
        assertThat(append("", "--store", torn.toString()).err()).isEmpty();
    }
}
