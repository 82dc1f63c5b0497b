package io.batpak.cli;

import static io.batpak.cli.Cli.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "append", "get", "query", "export", "tail", "verify", "inspect", "doctor",
        "salvage"})
    void help_onEveryLevel_isFine(String command) {
        Result result = run((command + " --help").strip().split(" "));
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: batpak " + command).doesNotContain("\u001b");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void command_thatIsUnknownOrMissing_isAUsageError() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run("nonsense").status()).isEqualTo(2);
        assertThat(run("--nonsense").status()).isEqualTo(2);
        assertThat(run("nonsense").err()).startsWith("batpak: ").endsWith("(OPTION_INVALID)\n").hasLineCount(1);
    }

    @Test
    void version_isTold() {
        assertThat(run("--version").out()).startsWith("batpak ");
    }

    @Test
    void stacktrace_isShownOnlyIfAskedFor(@TempDir Path directory) {
        String missing = directory.resolve("missing").toString();
        assertThat(run("export", "--store", missing).err()).hasLineCount(1).endsWith("(STORE_MISSING)\n");
        assertThat(run("export", "--store", missing, "--stacktrace").err()).contains("\tat ");
    }

    @Test
    void json_isWhatErrorsAre_ifAskedFor(@TempDir Path directory) {
        Result result = run("verify", "--json", "--store", directory.resolve("missing").toString());
        assertThat(Cli.text(result.errors().get(0), "error")).isEqualTo("STORE_MISSING");
        assertThat(Cli.text(run("verify", "--json", "--nonsense").errors().get(0), "error"))
                .isEqualTo("OPTION_INVALID");
    }

    @Test
    void doctor_looksAtTheDisk(@TempDir Path directory) {
        String store = directory.resolve("store").toString();
        Cli.append(Cli.events("a"), "--store", store);
        Result result = run("doctor", "--store", store);
        assertThat(result.status()).isZero();
        assertThat(result.objects())
                .extracting(finding -> Cli.text(finding, "check"))
                .contains("versions", "hash", "codec", "disk", "force", "directoryForce", "lock");
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("store"));
    }
}
