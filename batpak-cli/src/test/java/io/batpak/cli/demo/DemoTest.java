package io.batpak.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.StoreReader;
import io.batpak.api.event.Region;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void demo_doesAllJobs_andCanBeRepeated(@TempDir Path directory) {
        Path store = directory.resolve("store");
        String first = demo(store, directory);
        assertThat(first).contains("a sample").doesNotContain("there already");
        for (String job : List.of("append", "page", "get", "follow a chain", "fold per author", "verify receipts",
                "verify store", "close, reopen")) {
            assertThat(first).contains("\n" + job + " ");
        }
        long events = count(store);
        assertThat(events).isEqualTo(new SampleHistory().commits().stream().mapToLong(c -> 1 + c.files().size()).sum());
        assertThat(demo(store, directory)).contains("there already");
        assertThat(count(store)).isEqualTo(events);
    }

    private static String demo(Path store, Path current) {
        StringWriter out = new StringWriter();
        new Demo(store, new PrintWriter(out)).run(current);
        return out.toString();
    }

    private static long count(Path store) {
        try (StoreReader reader = Store.openReadOnly(StoreConfig.of(store))) {
            return reader.stream(Region.all(), 0).count();
        }
    }

    @Test
    void sample_isWhole() {
        List<Commit> commits = new SampleHistory().commits();
        assertThat(commits).hasSizeGreaterThan(100);
        assertThat(commits).allSatisfy(commit -> assertThat(commit.files()).hasSize(commit.committed().fileCount()));
    }

    @Test
    void log_ofGit_isRead() {
        String log = "\001aa\002\0021700000000\002Ada: L\0\n1\t0\ta b\0-\t-\tpicture\0"
                + "\001bb\002aa\0021700000001\002Bob\0\n2\t3\t\0old\0new\0"
                + "\001cc\002aa bb\0021700000002\002Ada: L\0";
        List<Commit> commits = GitHistory.parse(log);
        assertThat(commits).hasSize(3);
        assertThat(commits.get(0).author()).isEqualTo("Ada: L");
        assertThat(commits.get(0).committed())
                .isEqualTo(new Committed("aa", List.of(), Instant.ofEpochSecond(1700000000), 2));
        assertThat(commits.get(0).files())
                .containsExactly(
                        new Commit.Touched("a b",
                                new FileChanged("aa", "Ada: L", Optional.empty(), Optional.of(1), Optional.of(0))),
                        new Commit.Touched("picture",
                                new FileChanged("aa", "Ada: L", Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(commits.get(1).files())
                .containsExactly(new Commit.Touched("new",
                        new FileChanged("bb", "Bob", Optional.of("old"), Optional.of(2), Optional.of(3))));
        assertThat(commits.get(2).committed().parents()).containsExactly("aa", "bb");
        assertThat(commits.get(2).files()).isEmpty();
    }
}
