package io.batpak.blake3.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is found in the place of the library, or is not, the provider is unavailable without an error, says why, and
 * a store that it was handed over to is served by Java. Each case has a process of its own, since a process looks once.
 */
class Blake3LibraryTest {
    /** Has all functions and a digest that is always the same. */
    private static final String LIAR = """
            const char *blake3_version(void) { return "%s"; }
            void blake3_hasher_init(void *self) { }
            void blake3_hasher_update(void *self, const void *input, unsigned long length) { }
            void blake3_hasher_finalize(const void *self, unsigned char *out, unsigned long length) { *out = 1; }
            """;

    @TempDir
    Path directory;

    @Test // D-4
    void library_thatIsThere_serves() throws IOException, InterruptedException {
        Hashes.nativeOne();
        String location = System.getProperty("batpak.blake3.library");
        List<String> said = run(location == null ? "-Dunrelated" : "-Dbatpak.blake3.library=" + location);
        assertThat(said).containsSubsequence("available: true",
                "hasher: af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262", "sound: true");
    }

    @Test
    void library_thatIsAbsent_isNoError() throws IOException, InterruptedException {
        Path nowhere = directory.resolve("nowhere").resolve("libblake3.so");
        requireUnavailable(nowhere, nowhere.toString());
    }

    @Test
    void library_thatIsNone_isNoError() throws IOException, InterruptedException {
        Path text = Files.writeString(directory.resolve("libblake3.so"), "text");
        requireUnavailable(text, text.toString());
    }

    @Test
    void library_ofOtherFunctions_isNoError() throws IOException, InterruptedException {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));
        requireUnavailable(Files.exists(other) ? other : directory, "blake3_version");
    }

    @Test // HS-02
    void library_thatIsWrong_isPassedOver() throws IOException, InterruptedException {
        requireUnavailable(compile(LIAR.formatted("1.5.0")), "known message of 0 bytes");
    }

    @Test
    void library_ofAnUnknownVersion_isNotCalled() throws IOException, InterruptedException {
        requireUnavailable(compile(LIAR.formatted("2.0.0")), "version 2.0.0");
    }

    @Test
    void library_withoutAllFunctions_isNoError() throws IOException, InterruptedException {
        requireUnavailable(compile("const char *blake3_version(void) { return \"1.5.0\"; }"), "blake3_hasher");
    }

    @Test
    void nativeAccess_thatIsDenied_isNoError() throws IOException, InterruptedException {
        assumeTrue(Runtime.version().feature() >= 24, "the JVM cannot deny it before 24");
        List<String> said = OtherProcess.run(directory.resolve("store"), "--illegal-native-access=deny");
        assertThat(said).contains("available: false", "sound: true");
        assertThat(said).anyMatch(line -> line.startsWith("hasher: ") && line.contains("IllegalCallerException"));
    }

    private void requireUnavailable(Path library, String reason) throws IOException, InterruptedException {
        List<String> said = run("-Dbatpak.blake3.library=" + library);
        assertThat(said).contains("available: false", "sound: true");
        assertThat(said).anyMatch(
                line -> line.startsWith("hasher: There is no native BLAKE3 here: ") && line.contains(reason));
    }

    private List<String> run(String option) throws IOException, InterruptedException {
        return OtherProcess.run(directory.resolve("store"), "--enable-native-access=ALL-UNNAMED", option);
    }

    private Path compile(String source) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("liar.c"), source);
        Path library = directory.resolve(System.mapLibraryName("liar"));
        try {
            Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), file.toString())
                    .redirectErrorStream(true).start();
            String output = new String(compiler.getInputStream().readAllBytes());
            assertThat(compiler.waitFor()).as(output).isZero();
        } catch (IOException e) {
            Hashes.skip("There is no C compiler here: " + e.getMessage());
        }
        return library;
    }
}
