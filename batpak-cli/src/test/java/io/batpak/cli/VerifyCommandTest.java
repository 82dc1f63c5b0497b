package io.batpak.cli;

import static io.batpak.cli.Cli.append;
import static io.batpak.cli.Cli.events;
import static io.batpak.cli.Cli.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.Value;
import io.batpak.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    private Path directory;

    private String store = "";

    @BeforeEach
    void fill() {
        store = directory.resolve("store").toString();
        append(events("a", "a", "b", "c") + events("a").replace("}", ",\"lane\":1}"), "--store", store);
    }

    /** Changes a byte in the middle of the third event's payload hash. */
    private void damage() throws IOException {
        Path segment = Path.of(store, "000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        byte[] name = "b".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String third = Cli.text(run("export", "--store", store).objects().get(2), "id");
        byte[] id = java.util.HexFormat.of().parseHex(third);
        int at = indexOf(bytes, id);
        assertThat(at).as("the id of the third event is in the segment").isPositive();
        assertThat(name).hasSize(1);
        bytes[at + 3] ^= 0x10;
        Files.write(segment, bytes);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void soundStore_isOk() {
        Result result = run("verify", "--json", "--store", store);
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith(
                        "{\"ok\":true,\"events\":5,\"systemEvents\":2,\"segments\":1,\"chains\":4,\"tail\":\"clean\","
                                + "\"lastSequence\":6,\"durableSequence\":6,\"damages\":[],\"warnings\":[")
                .endsWith("],\"hiddenEvents\":0}\n");
        assertThat(run("verify", "--store", store).out()).endsWith("\nok\n");
    }

    @Test
    void damagedStore_isNotOk() throws IOException {
        damage();
        Result result = run("verify", "--json", "--store", store);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).startsWith("{\"ok\":false,");
        Value.Array damages = (Value.Array) result.objects().get(0).entries().get("damages");
        assertThat(((Value.Struct) damages.values().get(0)).entries().keySet())
                .containsExactly("code", "file", "offset", "sequence", "message");
        Result text = run("verify", "--store", store);
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.out()).contains("000001.seg").endsWith("\nNOT OK\n");
    }

    @Test
    void damagedStore_isReadUpToTheDamage() throws IOException {
        damage();
        for (List<String> command : List.of(List.of("export"), List.of("query"), List.of("query", "--last", "9"),
                List.of("tail"))) {
            List<String> args = new java.util.ArrayList<>(command);
            args.addAll(List.of("--store", store));
            Result result = run(args.toArray(String[]::new));
            assertThat(result.status()).as("%s: %s", command, result.err()).isEqualTo(1);
            assertThat(result.objects()).as("%s", command).hasSize(2);
            assertThat(result.err()).hasLineCount(1);
        }
    }

    @Test
    void damagedStore_refusesAppends() throws IOException {
        damage();
        Result result = append(events("d"), "--store", store);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).hasSize(1);
    }

    @Test
    void inspect_tellsOfDamage() throws IOException {
        assertThat(run("inspect", "--json", "--store", store).objects()).hasSize(1);
        assertThat(run("inspect", "--store", store).status()).isZero();
        damage();
        assertThat(run("inspect", "--json", "--store", store).status()).isEqualTo(1);
    }

    @Test
    void salvage_takesWhatIsIntact() throws IOException {
        damage();
        String saved = directory.resolve("saved").toString();
        Result result = run("salvage", "--store", store, "--to", saved);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("{\"events\":4,\"missing\":[{\"from\":3,\"count\":1}],\"moved\":[");
        assertThat(run("export", "--store", saved).objects()).hasSize(4);
        assertThat(run("verify", "--store", saved).status()).isZero();
        assertThat(run("salvage", "--store", store, "--to", saved).status()).isEqualTo(4);
    }
}
