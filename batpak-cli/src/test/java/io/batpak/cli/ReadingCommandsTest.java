package io.batpak.cli;

import static io.batpak.cli.Cli.append;
import static io.batpak.cli.Cli.events;
import static io.batpak.cli.Cli.number;
import static io.batpak.cli.Cli.run;
import static io.batpak.cli.Cli.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.EventId;
import io.batpak.api.event.Value;
import io.batpak.cli.Cli.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ReadingCommandsTest {
    @TempDir
    private Path directory;

    private String store = "";

    @BeforeEach
    void fill() {
        store = directory.resolve("store").toString();
        append(
                events("a", "a:1", "a:2", "ab", "b")
                        + "{\"entity\":\"a:1\",\"scope\":\"t\",\"kind\":\"0xF002\","
                        + "\"payload\":{\"x\":1},\"lane\":3,\"tags\":[\"y\"],"
                        + "\"correlation\":\"000000000000000000000000000000AA\","
                        + "\"causation\":\"000000000000000000000000000000BB\"}\n",
                "--store",
                store);
    }

    private List<Long> query(String options) {
        String[] args = ("query --store " + store + " " + options).strip().split(" ");
        Result result = run(args);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return result.objects().stream().map(event -> number(event, "sequence")).toList();
    }

    @Test
    void event_hasTheFieldsInOrder() {
        List<String> lines = run("export", "--store", store).lines();
        assertThat(lines.get(0))
                .matches(
                        "\\{\"sequence\":1,\"id\":\"([0-9a-f]{32})\",\"entity\":\"a\",\"scope\":\"s\","
                                + "\"kind\":\"0xF001\","
                                + "\"revision\":0,\"lane\":0,"
                                + "\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\","
                                + "\"correlation\":\"\\1\",\"causation\":null,\"payload\":0,"
                                + "\"hash\":\"[0-9a-f]{64}\",\"link\":\"[0-9a-f]{64}\"}");
        assertThat(lines.get(5))
                .contains(
                        "\"correlation\":\"000000000000000000000000000000aa\","
                                + "\"causation\":\"000000000000000000000000000000bb\","
                                + "\"payload\":{\"x\":1},\"hash\"")
                .endsWith(",\"tags\":[\"y\"]}");
    }

    @Test
    void get_ofAKnownId_printsTheEvent() {
        String line = run("export", "--store", store).lines().get(2);
        String id = text(Cli.object(line), "id");
        for (String form : List.of(id, id.toUpperCase(Locale.ROOT), EventId.parse(id).toUuid().toString())) {
            Result result = run("get", "--store", store, form);
            assertThat(result).isEqualTo(new Result(0, line + "\n", ""));
        }
    }

    @Test
    void get_ofAnUnknownId_isNotFound() {
        Result result = run("get", "--store", store, "00000000000000000000000000000001");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("batpak: ").endsWith("(NOT_FOUND)\n");
        Result json = run("get", "--store", store, "--json", "00000000000000000000000000000001");
        assertThat(text(json.errors().get(0), "error")).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123", "0000000000000000000000000000000g", "00000000000000000000000000000000",
        "+0000000-0000-0000-0000-000000000001", "000000000000000000000000000000011"})
    void get_ofAMalformedId_isAUsageError(String id) {
        assertThat(run("get", "--store", store, id).status()).isEqualTo(2);
    }

    @Test
    void query_combinesItsFilters() {
        assertThat(query("")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(query("--entity a")).containsExactly(1L);
        assertThat(query("--tree a")).containsExactly(1L, 2L, 3L, 6L);
        assertThat(query("--tree a --scope t")).containsExactly(6L);
        assertThat(query("--kind 0xf001 --entity a:1")).containsExactly(2L);
        assertThat(query("--kind 61442")).containsExactly(6L);
        assertThat(query("--lane 3")).containsExactly(6L);
        assertThat(query("--lane 4")).isEmpty();
        assertThat(query("--after 4")).containsExactly(5L, 6L);
        assertThat(query("--after 6")).isEmpty();
        assertThat(query("--after 9223372036854775807")).isEmpty();
        assertThat(query("--limit 2")).containsExactly(1L, 2L);
        assertThat(query("--limit 0")).isEmpty();
        assertThat(query("--last 2")).containsExactly(5L, 6L);
        assertThat(query("--last 2 --tree a")).containsExactly(3L, 6L);
        assertThat(query("--last 100 --after 3")).containsExactly(4L, 5L, 6L);
        assertThat(query("--last 100000 --after 3")).containsExactly(4L, 5L, 6L);
        assertThat(query("--last 3 --limit 1")).containsExactly(4L);
        assertThat(query("--last 0")).isEmpty();
        assertThat(query("--entity a:1 --after 2 --limit 5")).containsExactly(6L);
        assertThat(query("--entity batpak:store")).isEmpty();
    }

    @Test
    void query_withAll_isGapless() {
        List<Long> all = query("--all");
        assertThat(all).isEqualTo(LongStream.range(0, all.size()).boxed().toList());
        assertThat(all).hasSizeGreaterThan(6);
        assertThat(run("export", "--all", "--store", store).out())
                .isEqualTo(run("query", "--all", "--store", store).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--after -1", "--after x", "--after 1.0", "--after 9223372036854775808", "--limit -1",
        "--limit", "--last -5",
        "--lane -1", "--lane 4294967296", "--kind 0x", "--kind 0xZ", "--entity a --tree a", "--scope \u0001", "x",
        "--what",
        "--limit 1 --limit 2"})
    void query_withABadOption_isAUsageError(String options) {
        Result result = run(("query --store " + store + " " + options).split(" "));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("batpak: ").endsWith("(OPTION_INVALID)\n").hasLineCount(1);
    }

    @Test
    void entity_thatBeginsWithAnAtSign_isNoFileOfArguments() {
        append(events("@a"), "--store", store);
        assertThat(query("--entity @a")).hasSize(1);
    }

    @Test
    void pretty_isTheSameData() {
        Result pretty = run("query", "--store", store, "--lane", "3", "--pretty");
        assertThat(pretty.out().lines().count()).isGreaterThan(10);
        assertThat(Cli.object(pretty.out())).isEqualTo(run("query", "--store", store, "--lane", "3").objects().get(0));
    }

    @Test
    void tail_printsTheNewest() {
        assertThat(run("tail", "--store", store).objects()).hasSize(6);
        assertThat(run("tail", "--store", store, "--last", "2").objects())
                .extracting(event -> number(event, "sequence"))
                .containsExactly(5L, 6L);
    }

    @Test
    void tail_thatFollows_printsWhatComes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FutureTask<Integer> tail = new FutureTask<>(() -> Main.run(
                new String[] {"tail", "--store", store, "--follow", "--last", "1"}, InputStream.nullInputStream(), out,
                System.err));
        Thread thread = new Thread(tail);
        thread.start();
        awaitLines(out, 1);
        append(events("new", "newer"), "--store", store);
        awaitLines(out, 3);
        append(events("newest"), "--store", store);
        awaitLines(out, 4);
        thread.interrupt();
        assertThat(tail.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString(UTF_8).lines().map(Cli::object).map(event -> text(event, "entity")))
                .containsExactly("a:1", "new", "newer", "newest");
    }

    private static void awaitLines(ByteArrayOutputStream out, int count) throws InterruptedException {
        while (out.toString(UTF_8).lines().count() < count) {
            Thread.sleep(5);
        }
    }

    @Test
    void reader_thatWentAway_isNoFailure() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Main.run(new String[] {"export", "--store", store}, InputStream.nullInputStream(), broken, err))
                .isZero();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void output_thatCannotBeWritten_isAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Main.run(new String[] {"export", "--store", store}, InputStream.nullInputStream(), full, err))
                .isEqualTo(3);
        assertThat(err.toString(UTF_8)).contains("No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get ID", "query", "export", "tail", "tail --follow", "verify", "verify --json", "inspect",
        "salvage --to NEW", "doctor"})
    void command_onAMissingStore_isUnavailableAndMakesNothing(String command) throws IOException {
        String args = command.replace("ID", "00000000000000000000000000000001")
                .replace("NEW", directory.resolve("new").toString());
        Path missing = directory.resolve("missing");
        assertThat(run((args + " --store " + missing).split(" ")).status()).isEqualTo(3);
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThat(run((args + " --store " + file).split(" ")).status()).isEqualTo(3);
        assertThat(missing).doesNotExist();
        assertThat(file).hasContent("x");
        assertThat(directory).isDirectoryNotContaining("glob:**/new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get ID", "query --all", "export", "tail", "verify", "verify --json", "inspect --json",
        "doctor"})
    void command_thatReads_changesNothing(String command) throws IOException {
        Map<String, String> before = contents();
        String args = command.replace("ID", text(run("export", "--store", store).objects().get(0), "id"));
        assertThat(run((args + " --store " + store).split(" ")).status()).isZero();
        assertThat(contents()).isEqualTo(before);
        assertThat(directory).isDirectoryNotContaining("glob:**/.batpak*");
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(store))) {
            for (Path file : files.toList()) {
                String content = Files.isRegularFile(file)
                        ? Value.Int.of(java.util.Arrays.hashCode(Files.readAllBytes(file))).toString() : "";
                contents.put(file.toString(),
                        Files.getLastModifiedTime(file) + " " + Files.getPosixFilePermissions(file) + content);
            }
        }
        return contents;
    }
}
