package io.batpak.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.event.Value;
import io.batpak.api.spi.HashProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which hashes are there, and why one does not serve. */
class PluginExaminationTest {
    /** A native hash without its library. */
    private record Absent(String name, RuntimeException failure) implements HashProvider {
        @Override
        public String algorithm() {
            return "blake3";
        }

        @Override
        public boolean isAvailable() {
            return false;
        }

        @Override
        public Hasher newHasher() {
            if (failure == null) {
                return null;
            }
            throw failure;
        }
    }

    private static Map<String, Value> examine(HashProvider hash) {
        return PluginExamination.ofHashes(List.of(hash)).get(0).entries();
    }

    @Test
    void hashThatIsNotAvailable_isListedWithItsReason() {
        Map<String, Value> finding = examine(new Absent("x-jna", new IllegalStateException("no library")));
        assertThat(finding).containsEntry("name", new Value.Text("x-jna"))
                .containsEntry("available", new Value.Bool(false)).containsEntry("reason", new Value.Text("no library"))
                .doesNotContainKey("nanosPer256Bytes");
    }

    @Test
    void hashThatGivesNoReason_isListedNevertheless() {
        assertThat(examine(new Absent("x-jna", null))).containsEntry("reason", new Value.Text("it does not say why"));
        assertThat(examine(new Absent("x-jna", new IllegalStateException()))).containsKey("reason");
    }

    @Test
    void nativeHash_thatIsMissing_isSaid() {
        HashProvider other = new Absent("other", null);
        assertThat(PluginExamination.ofHashes(List.of(other))).hasSize(2).last().extracting(Value.Struct::entries)
                .satisfies(entries -> assertThat(entries).containsEntry("check", new Value.Text("nativeHash")));
    }
}
